// Commands, code and files inside a sandbox.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { assert, refused, sdk } from './checks.mjs'

const {
  Daytona, DaytonaFileNotFoundError, DaytonaInvalidFilePathError, DaytonaProcessExecutionTimeoutError,
} = sdk
const daytona = new Daytona()
const sandbox = await daytona.create({ envVars: { FROM_SANDBOX: 'yes' } })
const { fs, process } = sandbox
const execute = (...words) => process.executeCommand(...words)
const result = async (...words) => (await execute(...words)).result

assert.equal((await execute('exit 3')).exitCode, 3)
assert.equal(await result('echo out; echo err >&2'), 'out\nerr\n')
assert.equal(await result('echo $A $FROM_SANDBOX; pwd', '/usr/bin', { A: 'a b' }), 'a b yes\n/usr/bin\n')
await refused(DaytonaProcessExecutionTimeoutError, '1 s', () => execute('sleep 1000', undefined, undefined, 1))
assert.equal((await execute('true', '/no/such')).exitCode, 127)
assert.equal((await process.codeRun('import sys; print(sys.argv[1:])', { argv: ['a b'] })).result, "['a b']\n")
assert.equal((await process.codeRun('1 / 0')).exitCode, 1)
assert.equal(await sandbox.getWorkDir(), (await result('pwd')).trim())
assert.equal(await sandbox.getUserHomeDir(), (await result('echo ~')).trim())

// up and down
const large = Buffer.alloc(5_000_001, 'frost')
const local = join(tmpdir(), `frostbench-sdk-${globalThis.process.pid}`)
await writeFile(local, large)
await fs.uploadFiles([
  { source: local, destination: '/data/large' },
  { source: Buffer.from(''), destination: '/data/empty' },
  { source: Buffer.from('n'), destination: '/data/ä "q" b' },
])
await fs.uploadFile(Buffer.from('content'), '/data/deep/er/file.txt')
await fs.uploadFileStream(Readable.from([large]), '/data/streamed')
assert.equal((await fs.downloadFile('/data/deep/er/file.txt')).toString(), 'content')
await fs.downloadFile('/data/large', local)
assert.ok((await readFile(local)).equals(large))
await rm(local)
assert.ok((await buffer(await fs.downloadFileStream('/data/streamed'))).equals(large))
const answers = await fs.downloadFiles([{ source: '/data/none' }, { source: '/data/ä "q" b' }, { source: '/data/empty' }])
assert.deepEqual(answers.map((each) => Boolean(each.error)), [true, false, false])
assert.equal(answers[1].result.toString(), 'n')
await refused(DaytonaFileNotFoundError, '/data/none', () => fs.downloadFile('/data/none'))
await refused(DaytonaInvalidFilePathError, '/data', () => fs.downloadFile('/data'))

// looked at, changed and searched
assert.deepEqual((await fs.listFiles('/data')).map((each) => each.name).sort(), ['deep', 'empty', 'large', 'streamed', 'ä "q" b'])
assert.equal((await fs.getFileDetails('/data/large')).size, large.length)
await refused(DaytonaFileNotFoundError, '/data/none', () => fs.getFileDetails('/data/none'))
await fs.createFolder('/data/made', '750')
await fs.setFilePermissions('/data/large', { mode: '640', owner: '7' })
assert.equal(await result("stat -c '%a %u' /data/made /data/large"), '750 0\n640 7\n')
await fs.moveFiles('/data/deep', '/data/made/moved')
await refused(DaytonaInvalidFilePathError, 'recursive', () => fs.deleteFile('/data/made'))
await fs.deleteFile('/data/made', true)
await fs.uploadFile(Buffer.from('a = 1\nb = old\n'), '/src/x/one.py')
assert.deepEqual(
  (await fs.findFiles('/src', 'old')).map(({ file, line, content }) => [file, line, content]),
  [['/src/x/one.py', 2, 'b = old']],
)
assert.deepEqual((await fs.searchFiles('/src', '*.py')).files, ['/src/x/one.py'])
assert.deepEqual((await fs.replaceInFiles(['/src/x/one.py', '/src/none'], 'old', 'new')).map((each) => each.success), [true, false])
assert.equal(await result('cat /src/x/one.py'), 'a = 1\nb = new\n')

// signed URLs
const url = await sandbox.downloadUrl('/src/x/one.py', 600)
assert.equal(await (await fetch(url)).text(), 'a = 1\nb = new\n')
const form = new FormData()
form.append('file', new Blob(['by url']), 'f')
assert.equal((await fetch(await sandbox.uploadUrl('/src/two'), { method: 'POST', body: form })).status, 200)
assert.equal(await result('cat /src/two'), 'by url')
await sandbox.rotateSigningKey()
assert.equal((await fetch(url)).status, 401)
await daytona.delete(sandbox)
