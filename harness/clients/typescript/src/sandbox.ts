import { Buffer } from 'node:buffer'
import type { FileSystem, ForkSandboxParams, Process, Sandbox as OfficialSandbox } from '@daytona/sdk'
import { wrapped } from './wrapper.js'

/** How a snapshot shall be made. */
export interface SnapshotOptions {
  /** What the snapshot is called. No other snapshot may have this name. */
  name: string
  /** The longest time this may take, in seconds; 60 if it is not given. */
  timeout?: number
}

/** How a command shall be run. */
export interface ExecOptions {
  /** The working directory; that of the sandbox if it is not given. */
  cwd?: string
  /** Variables beside those of the sandbox. */
  env?: Record<string, string>
  /** The longest time the command may take, in seconds. */
  timeout?: number
}

/** The files of a sandbox. */
export type SandboxFiles = Omit<FileSystem, 'uploadFile'> & {
  /**
   * Writes a file. Missing folders are made, and a file that is there is replaced.
   *
   * @param path - Where the file goes in the sandbox.
   * @param content - What the file holds. A text is written as UTF-8.
   * @param timeout - The longest time the upload may take, in seconds.
   */
  uploadFile(path: string, content: string | Uint8Array, timeout?: number): Promise<void>
}

/** The commands of a sandbox. */
export type SandboxProcess = Process & {
  /** Runs a command in a shell and waits for it. That it failed is told by `exitCode`. */
  exec(command: string, options?: ExecOptions): ReturnType<Process['executeCommand']>
}

interface Added {
  /** The sandbox of the official SDK. */
  readonly official: OfficialSandbox
  /** The files of this sandbox. */
  readonly fs: SandboxFiles
  /** The commands of this sandbox. */
  readonly process: SandboxProcess
  /** Freezes this sandbox, which goes on, and returns the id for `Daytona.createFromSnapshot`. */
  snapshot(options: SnapshotOptions): Promise<string>
  /** Makes a sandbox that begins as this one is now. What one of them writes from then on, the other does not see. */
  fork(params?: ForkSandboxParams, timeout?: number): Promise<Sandbox>
}

/** A sandbox, which can be frozen and branched off at any time. */
export type Sandbox = Omit<OfficialSandbox, keyof Added> & Added

/** Gives a sandbox of the official SDK the calls of ours. */
export function sandboxOf(official: OfficialSandbox): Sandbox {
  return wrapped(official, {
    official,
    fs: wrapped(official.fs, {
      uploadFile: (path: string, content: string | Uint8Array, timeout?: number) =>
        official.fs.uploadFile(Buffer.from(content as Uint8Array), path, timeout),
    }),
    process: wrapped(official.process, {
      exec: (command: string, { cwd, env, timeout }: ExecOptions = {}) =>
        official.process.executeCommand(command, cwd, env, timeout),
    }) as SandboxProcess,
    snapshot: async ({ name, timeout }: SnapshotOptions) => {
      await official.createSnapshot(name, timeout)
      return name
    },
    fork: async (params?: ForkSandboxParams, timeout?: number) => sandboxOf(await official.fork(params, timeout)),
  })
}
