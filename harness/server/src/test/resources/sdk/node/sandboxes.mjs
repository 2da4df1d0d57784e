// Sandboxes and snapshots come, change and go.
import { all, assert, eventually, refused, sdk } from './checks.mjs'

const {
  Daytona, DaytonaAuthenticationError, DaytonaConflictError, DaytonaError, DaytonaNotFoundError,
  DaytonaValidationError,
} = sdk
const daytona = new Daytona()
const usual = await daytona.create()
assert.equal(usual.state, 'started')
assert.equal((await usual.process.executeCommand('echo hello')).result, 'hello\n')

const wanted = {
  name: 'wanted', snapshot: 'host', language: 'javascript', envVars: { COLOUR: 'blue green', EMPTY: '' },
  labels: { team: 'a b', stage: 'ä' }, autoStopInterval: 7, autoArchiveInterval: 11, autoDeleteInterval: 13,
  networkBlockAll: true,
}
const full = await daytona.create(wanted)
assert.deepEqual([full.name, full.snapshot, full.autoStopInterval, full.autoDeleteInterval], ['wanted', 'host', 7, 13])
assert.equal(full.labels.stage, 'ä')
assert.equal((await full.process.executeCommand('echo "$COLOUR,${EMPTY-unset}"')).result, 'blue green,\n')
assert.equal((await daytona.get('wanted')).id, full.id)

// refused
await refused(DaytonaNotFoundError, 'nobody', () => daytona.get('nobody'))
await refused(DaytonaConflictError, 'wanted', () => daytona.create(wanted))
await refused(DaytonaNotFoundError, 'no such', () => daytona.create({ snapshot: 'no such' }))
await refused(DaytonaAuthenticationError, 'key', () => new Daytona({ apiKey: 'fb_wrong' }).create())
for (const [offeredNot, words] of [
  [{ secrets: { TOKEN: 'name' } }, 'secret'],
])
  await refused(DaytonaError, words, () => daytona.create(offeredNot).then(() => 'made'))

// labels, timers and lists
assert.equal((await usual.setLabels({ ...usual.labels, k: 'a+b c' })).k, 'a+b c')
await refused(DaytonaValidationError, 'python, typescript', () => usual.setLabels({ 'code-toolbox-language': 'cobol' }))
await usual.setAutostopInterval(0)
await usual.setAutoPauseInterval(5)
await usual.setAutoArchiveInterval(60)
await usual.setAutoDeleteInterval(-1)
await usual.refreshData()
assert.deepEqual([usual.autoStopInterval, usual.autoDeleteInterval], [0, -1])
const few = await Promise.all(
  [0, 1, 2, 3, 4].map((i) => daytona.create({ name: `listed-${i}`, labels: { odd: `${i % 2}`, k: 'a+b c' } })),
)
const names = async (query) => (await all(daytona.list(query))).map((each) => each.name)
assert.deepEqual(await names({ name: 'listed-', limit: 2, sort: 'name', order: 'asc' }), few.map((each) => each.name))
assert.deepEqual((await names({ labels: { odd: '1', k: 'a+b c' } })).sort(), ['listed-1', 'listed-3'])
await few[0].stop()
assert.equal(few[0].state, 'stopped')
assert.deepEqual(await names({ states: ['stopped'] }), ['listed-0'])
assert.deepEqual(await names({ createdAtAfter: new Date(Date.now() + 86_400_000) }), [])
await Promise.all(few.map((each) => each.delete()))
assert.deepEqual(await names({ name: 'listed-' }), [])

// stop, start, pause, resize
await usual.process.executeCommand('echo kept > /root/kept')
await usual.stop()
await refused(DaytonaConflictError, 'stopped', () => usual.process.executeCommand('true'))
await usual.resize({ cpu: 2, memory: 2, disk: 4 })
await usual.start()
assert.deepEqual([usual.cpu, usual.memory, usual.disk], [2, 2, 4])
assert.equal((await usual.process.executeCommand('cat /root/kept')).result, 'kept\n')
await usual.pause()
assert.equal(usual.state, 'paused')
await usual.start()

// another client hears of it without asking
const other = await new Daytona().get(usual.id)
await usual.stop()
await eventually('an event tells of the stop', () => other.state === 'stopped')
await usual.start()

// forks and snapshots
await usual.process.executeCommand('echo before > /root/state')
await usual.createSnapshot('node-base')
const fork = await usual.fork({ name: 'branch' })
await usual.process.executeCommand('echo source > /root/state')
assert.equal((await fork.process.executeCommand('cat /root/state')).result, 'before\n')
assert.equal((await fork.process.codeRun('print(6 * 7)')).result, '42\n')
await refused(DaytonaConflictError, 'branch', () => usual.fork({ name: 'branch' }))
await refused(DaytonaConflictError, 'node-base', () => usual.createSnapshot('node-base'))
const branches = await Promise.all([1, 2, 3].map(() => daytona.create({ snapshot: 'node-base' })))
for (const each of branches) assert.equal((await each.process.executeCommand('cat /root/state')).result, 'before\n')
const snapshot = await daytona.snapshot.get('node-base')
assert.equal(snapshot.state, 'active')
const page = await daytona.snapshot.list(1, 1)
assert.equal(page.items.length, 1)
assert.ok(page.total >= 2)
await daytona.snapshot.delete(snapshot)
await refused(DaytonaNotFoundError, 'node-base', () => daytona.snapshot.get('node-base'))

// an ephemeral sandbox is gone when it is stopped
const brief = await daytona.create({ ephemeral: true })
await brief.stop()
assert.equal(brief.state, 'destroyed')

for (const each of [usual, full, fork, ...branches]) await daytona.delete(each)
assert.deepEqual(await names(), [])
