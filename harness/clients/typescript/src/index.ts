/**
 * The official Daytona SDK, with calls for snapshots, commands and uploads as people write them.
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
