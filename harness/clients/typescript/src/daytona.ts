import {
  Daytona as OfficialDaytona,
  type CreateSandboxFromImageParams,
  type CreateSandboxFromSnapshotParams,
  type DaytonaConfig,
  type ForkSandboxParams,
  type ListSandboxesQuery,
} from '@daytona/sdk'
import { sandboxOf, type Sandbox } from './sandbox.js'
import { Search } from './search.js'
import type { Score, SearchOptions } from './search-types.js'

/** The longest time a call may take, in seconds. */
interface TimeLimit {
  timeout?: number
}

/** The client of a Daytona server. */
export class Daytona implements AsyncDisposable {
  /** The client of the official SDK. */
  readonly official: OfficialDaytona

  /** @param config - Where the server is and the key to it. Without, `DAYTONA_API_URL` and `DAYTONA_API_KEY` tell. */
  constructor(config?: DaytonaConfig) {
    this.official = new OfficialDaytona(config)
  }

  /** Snapshots by name. */
  get snapshot(): OfficialDaytona['snapshot'] {
    return this.official.snapshot
  }

  /** Folders that several sandboxes share. */
  get volume(): OfficialDaytona['volume'] {
    return this.official.volume
  }

  /** Secrets that sandboxes use and do not see. */
  get secret(): OfficialDaytona['secret'] {
    return this.official.secret
  }

  /** Sandboxes that wait ready. */
  get warmPool(): OfficialDaytona['warmPool'] {
    return this.official.warmPool
  }

  /** Makes a sandbox, from the default snapshot if `params` names no other and no image. */
  async create(
    params?: CreateSandboxFromSnapshotParams | CreateSandboxFromImageParams,
    options?: TimeLimit & { onSnapshotCreateLogs?: (chunk: string) => void },
  ): Promise<Sandbox> {
    return sandboxOf(await this.official.create(params as CreateSandboxFromImageParams, options))
  }

  /**
   * Makes a sandbox from a snapshot.
   *
   * @param snapshot - The id of the snapshot, as `Sandbox.snapshot` returned it, or its name.
   * @param params - How the sandbox shall be otherwise.
   */
  async createFromSnapshot(
    snapshot: string,
    params: Omit<CreateSandboxFromSnapshotParams, 'snapshot'> = {},
    options?: TimeLimit,
  ): Promise<Sandbox> {
    return this.create({ ...params, snapshot }, options)
  }

  /** The sandbox that has this id or name. */
  async get(sandboxIdOrName: string): Promise<Sandbox> {
    return sandboxOf(await this.official.get(sandboxIdOrName))
  }

  /** The sandboxes that match the query. The server is asked while they are read, page by page. */
  async *list(query?: ListSandboxesQuery): AsyncIterableIterator<Sandbox> {
    for await (const sandbox of this.official.list(query)) yield sandboxOf(sandbox)
  }

  /**
   * Starts a tree search.
   *
   * Without `candidates` and `propose` it is driven: call `expand` of its nodes, beginning with `root()`.
   *
   * @param start - A sandbox, which is frozen now, or the name of a snapshot.
   * @param score - The command that scores a state, by its exit code (0 is 1, and any other is 0) or as it says.
   */
  async search(start: Sandbox | string, score: string | Score, options: SearchOptions = {}): Promise<Search> {
    return Search.start(this, start, score, options)
  }

  /** Starts a stopped sandbox and waits until it runs. */
  async start(sandbox: Sandbox, timeout?: number): Promise<void> {
    await sandbox.start(timeout)
  }

  /** Stops a sandbox and waits until it is stopped. */
  async stop(sandbox: Sandbox): Promise<void> {
    await sandbox.stop()
  }

  /** Makes a sandbox that begins as the other is now. */
  async fork(sandbox: Sandbox, params?: ForkSandboxParams, timeout?: number): Promise<Sandbox> {
    return sandbox.fork(params, timeout)
  }

  /** Deletes a sandbox; waits until it is gone if `wait` says so. */
  async delete(sandbox: Sandbox, timeout?: number, wait?: boolean): Promise<void> {
    await sandbox.delete(timeout, wait)
  }

  /** Closes the event socket. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.official[Symbol.asyncDispose]()
  }
}
