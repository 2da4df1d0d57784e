// Volumes: made, shared by sandboxes, no part of snapshots, deleted when nobody has them.
import { assert, refused, sdk } from './checks.mjs'

const { Daytona, DaytonaConflictError, DaytonaNotFoundError } = sdk
const daytona = new Daytona()
await refused(DaytonaNotFoundError, 'notes', () => daytona.volume.get('notes'))
const volume = await daytona.volume.get('notes', true)
assert.equal(volume.state, 'ready')
assert.deepEqual((await daytona.volume.list()).map((each) => each.id), [volume.id])

const one = await daytona.create({ volumes: [{ volumeId: volume.id, mountPath: '/home/data' }] })
const other = await daytona.create({ volumes: [{ volumeId: 'notes', mountPath: '/data', subpath: 'a/b' }] })
await other.process.executeCommand('echo mine > /data/note')
assert.equal((await one.process.executeCommand('cat /home/data/a/b/note')).result, 'mine\n')
await one._experimental_createSnapshot('without-notes')
const plain = await daytona.create({ snapshot: 'without-notes' })
assert.equal((await plain.process.executeCommand('ls -A /home/data')).result, '')
await refused(DaytonaConflictError, 'in use', () => daytona.volume.delete(volume))
for (const each of [one, other, plain]) await daytona.delete(each)
await daytona.volume.delete(volume)
assert.deepEqual(await daytona.volume.list(), [])
