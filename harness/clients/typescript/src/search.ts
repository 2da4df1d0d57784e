import type { Buffer } from 'node:buffer'
import { CodeLanguage } from '@daytona/sdk'
import type { Daytona } from './daytona.js'
import type { Sandbox } from './sandbox.js'
import { SearchCalls } from './search-calls.js'
import type {
  Change,
  ChangeAnswer,
  Command,
  NodeAnswer,
  NodeSandboxParams,
  Score,
  SearchOptions,
  SearchSummary,
  SearchTree,
  Standing,
  SummaryAnswer,
} from './search-types.js'

/** A place in the tree: a state, or the reason why there is none. It is as it was when the server told of it. */
export class SearchNode {
  private readonly path: string

  /** @param data - The fields of a node in `docs/search.md`, and what its commands printed. */
  constructor(
    private readonly calls: SearchCalls,
    readonly search: Search,
    readonly data: Readonly<NodeAnswer>,
  ) {
    this.path = `/${encodeURIComponent(search.id)}/nodes/${data.id}`
  }

  /** Its number; the root is 0. */
  get id(): number {
    return this.data.id
  }

  /** The number of the node in whose state its command was tried; the root has none. */
  get parent(): number | undefined {
    return this.data.parent ?? undefined
  }

  /** How many commands lead to it. */
  get depth(): number {
    return this.data.depth
  }

  /** The score, if the state has one. */
  get score(): number | undefined {
    return this.data.score ?? undefined
  }

  /** Whether there is a state, and whether it has a score. */
  get standing(): Standing {
    return this.data.standing
  }

  /** The number of the node with an equal state, if it is the `same`. */
  get sameAs(): number | undefined {
    return this.data.same_as ?? undefined
  }

  /** Why it has no score or no state. */
  get reason(): string | undefined {
    return this.data.reason ?? undefined
  }

  /** The end of what its command printed. */
  get output(): string {
    return this.data.printed.candidate
  }

  /** The end of what the score's command printed. */
  get scoring(): string {
    return this.data.printed.scoring
  }

  /**
   * Tries commands, each in a fork of this state, side by side.
   *
   * @returns Their nodes, in the order of the commands. The first that reaches the goal or a budget is the last.
   */
  async expand(...commands: (string | Command)[]): Promise<SearchNode[]> {
    const answer = await this.calls.json<{ children: NodeAnswer[] }>('POST', `${this.path}/expand`, { commands })
    return answer.children.map((child) => new SearchNode(this.calls, this.search, child))
  }

  /** A sandbox that begins with this state. */
  async sandbox(params: NodeSandboxParams = {}): Promise<Sandbox> {
    const { language = CodeLanguage.PYTHON, envVars, labels, ...others } = params
    const body = { ...others, env: envVars ?? {}, labels: { ...labels, 'code-toolbox-language': language } }
    const opened = await this.calls.json<{ id: string }>('POST', `${this.path}/sandbox`, body)
    return this.calls.daytona.get(opened.id)
  }

  /** How the files differ from those of the parent. */
  async diff(): Promise<Change[]> {
    const { changes } = await this.calls.json<{ changes: ChangeAnswer[] }>('GET', `${this.path}/diff`)
    return changes.map(({ path, change, what, bytes_before: bytesBefore, bytes_after: bytesAfter }) => ({
      path,
      change,
      what,
      bytesBefore,
      bytesAfter,
    }))
  }

  /** A patch for `git apply`, from the parent or from another node. It holds bytes, for not every file is UTF-8. */
  async patch(origin?: SearchNode): Promise<Buffer> {
    return this.calls.bytes('GET', `${this.path}/patch${origin ? `?from=${origin.id}` : ''}`)
  }

  /** Keeps this state as a snapshot of the organisation, and returns the id for `Daytona.createFromSnapshot`. */
  async snapshot({ name }: { name: string }): Promise<string> {
    await this.calls.json('POST', `${this.path}/snapshot`, { name })
    return name
  }
}

/** A search that the server holds until it is deleted, which the end of an `await using` does, too. */
export class Search implements AsyncDisposable {
  private readonly path: string

  private constructor(
    private readonly calls: SearchCalls,
    readonly id: string,
  ) {
    this.path = `/${encodeURIComponent(id)}`
  }

  /** Starts one, as `Daytona.search` does. */
  static async start(
    daytona: Daytona,
    start: Sandbox | string,
    score: Score | string,
    options: SearchOptions,
  ): Promise<Search> {
    const calls = new SearchCalls(daytona)
    const begin = typeof start === 'string' ? { from: start } : { sandbox: start.id }
    const wish = { ...options, ...begin, score: typeof score === 'string' ? { run: score } : score }
    const { id } = await calls.json<SummaryAnswer>('POST', '', wish)
    return new Search(calls, id)
  }

  /** What is true of it now. */
  async summary(): Promise<SearchSummary> {
    const answer = await this.calls.json<SummaryAnswer>('GET', this.path)
    const { created_at: createdAt, best_score: bestScore, ...others } = answer
    return { ...others, createdAt, bestScore }
  }

  /** The node that has this number. */
  async node(id: number): Promise<SearchNode> {
    return this.nodeOf(await this.calls.json('GET', `${this.path}/nodes/${id}`))
  }

  /** Where it begins. The answer comes when the root has its score. */
  async root(): Promise<SearchNode> {
    return this.node(0)
  }

  /** The node with the highest score, if any has one. */
  async best(): Promise<SearchNode | undefined> {
    const { best } = await this.summary()
    return best === null ? undefined : this.node(best)
  }

  /** The whole tree, as `frostbench search` writes it into `tree.json`. */
  async tree(): Promise<SearchTree> {
    return this.calls.json('GET', `${this.path}/tree`)
  }

  /** The tree as an HTML page. */
  async page(): Promise<string> {
    return (await this.calls.bytes('GET', `${this.path}/tree.html`)).toString()
  }

  /** Waits for the end of a search with candidates, and returns its summary. */
  async wait(): Promise<SearchSummary> {
    let summary = await this.summary()
    while (summary.state === 'running') {
      await this.calls.bytes('GET', `${this.path}/nodes?from=${summary.nodes}&follow=true`)
      summary = await this.summary()
    }
    return summary
  }

  /** The nodes that are there now. */
  async *nodes(): AsyncIterableIterator<SearchNode> {
    const lines = (await this.calls.bytes('GET', `${this.path}/nodes`)).toString().trimEnd().split('\n')
    for (const line of lines) {
      const { node } = JSON.parse(line) as { node?: NodeAnswer }
      if (node) yield this.nodeOf(node)
    }
  }

  /** Drops what runs. The tree stays. */
  async stop(): Promise<void> {
    await this.calls.json('POST', `${this.path}/stop`)
  }

  /** Stops it, and lets its states go. */
  async delete(): Promise<void> {
    await this.calls.bytes('DELETE', this.path)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.delete()
  }

  private nodeOf(data: NodeAnswer): SearchNode {
    return new SearchNode(this.calls, this, data)
  }
}
