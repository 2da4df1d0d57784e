// The wrapper for TypeScript: an agent without a model drives a search, and others run by a strategy and by numbers.
import assert from 'node:assert/strict'
import {
  Daytona,
  DaytonaConflictError,
  DaytonaNotFoundError,
  DaytonaValidationError,
  type Search,
  type SearchNode,
  type Strategy,
} from 'frostbench-daytona'

const FIXTURE = 'swebench-django-3.2.fixture'
const TEST = 'pytest tests/django/'
const daytona = new Daytona()

async function refused(error: new (message: string) => Error, words: string, call: Promise<unknown>): Promise<void> {
  await assert.rejects(call, (raised: Error) => raised.constructor === error && raised.message.includes(words))
}

// expands the root; one of the children goes on
async function firstChildren(root: SearchNode): Promise<SearchNode> {
  assert.deepEqual([root.id, root.parent, root.standing, root.score], [0, undefined, 'scored', 0])
  assert.match(root.scoring, /41 != 42/)
  const forty = { name: 'forty', run: 'sed -i s/41/40/ app.py; echo edited' }
  const children = await root.expand('true', forty, 'echo no; exit 3')
  assert.deepEqual(children.map((child) => child.id), [1, 2, 3])
  assert.deepEqual(children.map((child) => child.standing), ['same', 'scored', 'failed'])
  const [same, edited, failed] = children as [SearchNode, SearchNode, SearchNode]
  assert.deepEqual([same.sameAs, same.score], [0, undefined])
  assert.deepEqual([edited.data.candidate, edited.output, edited.score, edited.depth], ['forty', 'edited\n', 0, 1])
  assert.deepEqual([failed.reason, failed.output], ['exit code 3', 'no\n'])
  await refused(DaytonaConflictError, 'the same as n0', same.expand('true'))
  return edited
}

async function driven(): Promise<void> {
  const repository = await daytona.createFromSnapshot(FIXTURE)
  let ended: Search
  {
    await using search = await daytona.search(repository, TEST, { workdir: '/repo' })
    ended = search
    const root = await search.root()
    const edited = await firstChildren(root)
    const grown = await Promise.all(['42', '43'].map((to) => edited.expand(`sed -i s/40/${to}/ app.py`)))
    const [right, wrong] = grown.flat() as [SearchNode, SearchNode]
    assert.deepEqual([right.id + wrong.id, right.parent, right.depth], [9, edited.id, 2])
    assert.deepEqual([right.score, wrong.score], [1, 0])
    assert.equal((await search.best())?.id, right.id)

    const changes = (await right.diff()).map((each) => [each.path, each.change, each.bytesBefore, each.bytesAfter])
    assert.deepEqual(changes, [['/repo/app.py', 'changed', 24, 24]])
    assert.match((await right.patch()).toString(), /\n-def answer\(\): return 40\n\+def answer\(\): return 42\n/)
    const patch = await right.patch(root)
    assert.match(patch.toString(), /\n-def answer\(\): return 41\n\+def answer\(\): return 42\n/)
    await repository.fs.uploadFile('/tmp/repair.patch', patch)
    const applied = await repository.process.exec(`git apply /tmp/repair.patch && ${TEST}`, { cwd: '/repo' })
    assert.equal(applied.exitCode, 0, applied.result)

    const repaired = await right.sandbox({ name: 'repaired', envVars: { WHO: 'agent' }, labels: { by: 'search' } })
    assert.deepEqual([repaired.name, repaired.labels.by], ['repaired', 'search'])
    const opened = await repaired.process.exec(`${TEST} && cat app.py && echo $WHO`, { cwd: '/repo' })
    assert.ok(opened.exitCode === 0 && opened.result.endsWith('def answer(): return 42\nagent\n'), opened.result)
    assert.equal((await repaired.process.codeRun('print(6 * 7)')).result, '42\n')
    const [latin] = await right.expand("printf 'caf\\351\\n' > name")
    await repaired.fs.uploadFile('/tmp/latin.patch', await latin!.patch())
    const written = await repaired.process.exec('git apply /tmp/latin.patch && od -An -tx1 name', { cwd: '/repo' })
    assert.equal(written.result.trim(), '63 61 66 e9 0a')

    assert.equal(await right.snapshot({ name: 'kept' }), 'kept')
    await refused(DaytonaConflictError, 'kept', wrong.snapshot({ name: 'kept' }))
    const kept = (await search.tree()).nodes.filter((node) => node.snapshot !== null)
    assert.deepEqual(kept.map((node) => [node.id, node.snapshot]), [[right.id, 'kept']])
    const ids: number[] = []
    for await (const node of search.nodes()) ids.push(node.id)
    assert.deepEqual(ids, [0, 1, 2, 3, 4, 5, 6])
    assert.match(await search.page(), /<svg/)
    assert.equal((await search.summary()).state, 'open')
    await search.stop()
    const { state, end, bestScore, nodes } = await search.summary()
    assert.deepEqual({ state, end, bestScore, nodes }, { state: 'ended', end: 'stopped', bestScore: 1, nodes: 7 })
  }
  await refused(DaytonaNotFoundError, ended.id, ended.summary())
  const branch = await daytona.createFromSnapshot('kept')
  assert.equal((await branch.process.exec(TEST, { cwd: '/repo' })).exitCode, 0)
}

async function byStrategy(): Promise<void> {
  const search = await daytona.search(FIXTURE, TEST, {
    name: 'alone',
    workdir: '/repo',
    candidates: { forty: 'sed -i s/41/40/ app.py', answer: 'sed -i s/40/42/ app.py' },
    strategy: { kind: 'beam' },
    depth: 2,
  })
  const { name, state, end, strategy, bestScore } = await search.wait()
  assert.deepEqual([name, state, end, strategy, bestScore], ['alone', 'ended', 'goal', 'beam of 8', 1])
  const best = await search.best()
  assert.deepEqual([best?.id, best?.depth, best?.data.candidate], [4, 2, 'answer'])
  const standings: string[] = []
  for await (const node of search.nodes()) standings.push(node.standing)
  assert.deepEqual(standings, ['scored', 'scored', 'same', 'same', 'scored'])
  await search.delete()
  await refused(DaytonaNotFoundError, search.id, search.tree())
}

async function byNumbers(): Promise<void> {
  const score = { run: 'wc -l < app.py', by: 'number', goal: 3 } as const
  await using search = await daytona.search(FIXTURE, score, { workdir: '/repo' })
  const children = await (await search.root()).expand('echo >> app.py', 'yes | head -2 >> app.py', 'true')
  assert.deepEqual(children.map((child) => child.score), [2, 3])
  const strategy = { kind: 'bean' } as unknown as Strategy
  const bean = daytona.search(FIXTURE, TEST, { candidates: { none: 'true' }, strategy })
  await refused(DaytonaValidationError, "'strategy.kind' is 'bean'", bean)
}

await Promise.all([driven(), byStrategy(), byNumbers()])
