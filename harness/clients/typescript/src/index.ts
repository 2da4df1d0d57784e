/**
 * The official Daytona SDK, with calls for snapshots, searches, commands and uploads as people write them.
 *
 * Everything that `@daytona/sdk` exports is here under the same name. `Daytona` and `Sandbox` differ: they wrap those
 * of the SDK.
 *
 * @packageDocumentation
 */
export * from '@daytona/sdk'
export { Daytona } from './daytona.js'
export type { Sandbox } from './sandbox.js'
export type { ExecOptions, SandboxFiles, SandboxProcess, SnapshotOptions } from './sandbox.js'
export { Search, SearchNode } from './search.js'
export type {
  Budget,
  Change,
  Command,
  End,
  NodeSandboxParams,
  Score,
  SearchOptions,
  SearchSummary,
  SearchTree,
  Standing,
  Strategy,
  TreeNode,
} from './search-types.js'
