import type { CreateSandboxBaseParams } from '@daytona/sdk'

/** A command that is tried, with a name for the tree. */
export interface Command {
  name: string
  run: string
}

/** How a state is scored. */
export interface Score {
  /** The command that scores a state. */
  run: string
  /** By exit code, 0 being 1 and any other 0, or by the number in the last line that it prints; `exit` without. */
  by?: 'exit' | 'number'
  /** A state with this score ends the search. */
  goal?: number
}

/** Which states are expanded next. */
export interface Strategy {
  kind: 'best-first' | 'beam' | 'depth-first' | 'uct'
  width?: number
  /** For `uct`: how much seldom visits count beside the mean score. */
  exploration?: number
}

/** What a search may use. */
export interface Budget {
  sandboxes?: number
  /** Wall time, for example `10m`. */
  time?: string
  /** What the last steps of all states wrote, for example `10GB`. */
  bytes?: string
}

/** How a search shall be; without `candidates` and `propose` it is driven. `docs/search.md` tells the rest. */
export interface SearchOptions {
  name?: string
  /** Commands by their names, the same for every state. */
  candidates?: Record<string, string>
  /** A command that prints the candidates of the state that it runs in, one a line. */
  propose?: string
  strategy?: Strategy
  /** How many candidates may follow one another. */
  depth?: number
  /** How long one command may take, for example `60s`. */
  timeout?: string
  budget?: Budget
  /** Where commands start, and where the paths of patches begin. */
  workdir?: string
  /** Variables of every command. */
  environment?: Record<string, string>
  /** How many branches may run at a time. */
  workers?: number
  /** The size of each branch, in processors and GiB. */
  cpu?: number
  memory?: number
  disk?: number
  /** `false` shuts the network. */
  network?: boolean
  networkBlockAll?: boolean
  networkAllowList?: string
  domainAllowList?: string
}

/** How the sandbox of a node shall be; what is not named is as in the search. */
export type NodeSandboxParams = Pick<
  CreateSandboxBaseParams,
  | 'name'
  | 'language'
  | 'envVars'
  | 'labels'
  | 'public'
  | 'autoStopInterval'
  | 'autoPauseInterval'
  | 'autoArchiveInterval'
  | 'autoDeleteInterval'
  | 'ttlMinutes'
  | 'networkBlockAll'
  | 'networkAllowList'
  | 'domainAllowList'
>

/** `same` is a node whose state equals that of another one, `unscored` one whose state has no score. */
export type Standing = 'scored' | 'unscored' | 'same' | 'failed'

/** Why a search ended. */
export type End = 'goal' | 'exhausted' | 'sandboxes' | 'time' | 'bytes' | 'stopped' | 'broken'

/** What is true of a search now. */
export interface SearchSummary {
  id: string
  name: string
  from: string
  user: string
  createdAt: string
  /** `running` by its strategy, `open` for commands, or `ended`. */
  state: 'running' | 'open' | 'ended'
  end: End | null
  /** How the machine failed, or why the root has no score. */
  trouble: string | null
  strategy: string
  depth: number
  goal: number | null
  workers: number
  nodes: number
  sandboxes: number
  bytes: number
  best: number | null
  bestScore: number | null
  followers: number
  budget: { sandboxes: number; bytes: number; seconds: number | null }
}

/** A summary as the server writes it. */
export type SummaryAnswer = Omit<SearchSummary, 'createdAt' | 'bestScore'> & {
  created_at: string
  best_score: number | null
}

/** How a path differs from that of the parent. */
export interface Change {
  path: string
  change: 'added' | 'removed' | 'changed'
  /** What of it changed, for example `content` and `mode`. */
  what: string[]
  bytesBefore: number | null
  bytesAfter: number | null
}

/** A change as the server writes it. */
export type ChangeAnswer = Pick<Change, 'path' | 'change' | 'what'> & {
  bytes_before: number | null
  bytes_after: number | null
}

/** A node with the fields and names of `tree.json`, which `docs/search.md` describes. */
export interface TreeNode {
  id: number
  parent: number | null
  depth: number
  candidate: string | null
  run: string | null
  standing: Standing
  score: number | null
  same_as: number | null
  reason: string | null
  content: string | null
  bytes: number | null
  snapshot: string | null
  changes: { path: string; change: Change['change'] }[]
  more_changes: number
}

/** A node as the server writes it if one asks for it. */
export type NodeAnswer = TreeNode & { printed: { candidate: string; scoring: string } }

/** The whole tree, as `tree.json` of `docs/search.md`. */
export interface SearchTree {
  format: 'frostbench-search-1'
  name: string
  from: string
  strategy: string
  depth: number
  goal: number | null
  end: End | null
  trouble: string | null
  sandboxes: number
  best: number | null
  nodes: TreeNode[]
}
