// The scripts of this folder in TypeScript.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { Daytona, type Sandbox } from 'frostbench-daytona'

const daytona = new Daytona()

// a snapshot, and three branches of it in parallel
const sandbox = await daytona.create()
await sandbox.process.exec('mkdir /app && echo base > /app/state')
const snapshotId = await sandbox.snapshot({ name: 'app-base' })
const results = await Promise.all(
  ['lint', 'test', 'build'].map(async (task) => {
    const branch = await daytona.createFromSnapshot(snapshotId)
    await branch.process.exec(`echo ${task} >> /app/state`)
    return (await branch.process.exec('cat state', { cwd: '/app' })).result
  }),
)
assert.deepEqual(results, ['base\nlint\n', 'base\ntest\n', 'base\nbuild\n'])

// a depth-first search: each step forks the state before it
async function search(state: Sandbox, depth: number): Promise<string[] | undefined> {
  if ((await state.process.exec('cd /repo && pytest tests/django/')).exitCode === 0) return []
  if (depth === 0) return undefined
  for (const edit of ['s/41/40/', 's/4[01]/42/']) {
    const child = await state.fork()
    await child.process.exec(`sed -i ${edit} /repo/app.py`)
    const path = await search(child, depth - 1)
    await child.delete()
    if (path) return [edit, ...path]
  }
  return undefined
}
assert.deepEqual(await search(await daytona.createFromSnapshot('swebench-django-3.2.fixture'), 2), ['s/41/40/', 's/4[01]/42/'])

// a built fixture, a patch and its tests
const fixture = await daytona.createFromSnapshot('swebench-django-3.2.fixture')
await fixture.fs.uploadFile('/repo/patch.diff', await readFile('patch.diff', 'utf8'))
await fixture.process.exec('cd /repo && git apply patch.diff')
const result = await fixture.process.exec('cd /repo && pytest tests/django/')
assert.equal(result.exitCode, 0, result.result)
