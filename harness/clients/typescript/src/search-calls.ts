import type { Buffer } from 'node:buffer'
import type { Daytona } from './daytona.js'

type Method = 'GET' | 'POST' | 'DELETE'

/** What we use of the client of the official SDK that its types keep private. */
interface OfficialClient {
  readonly clientConfig: { readonly basePath: string; readonly baseOptions: object }
  readonly sandboxApi: { readonly axios: { request<T>(config: object): Promise<{ data: T }> } }
}

/** The calls about searches, by the client of the official SDK: its address, its key, its errors. */
export class SearchCalls {
  constructor(readonly daytona: Daytona) {}

  /** An answer in JSON. */
  json<T>(method: Method, path: string, body?: object): Promise<T> {
    return this.send(method, path, body)
  }

  /** An answer of any other type, byte for byte. */
  bytes(method: Method, path: string): Promise<Buffer> {
    return this.send(method, path)
  }

  private async send<T>(method: Method, path: string, body?: object): Promise<T> {
    const { clientConfig, sandboxApi } = this.daytona.official as unknown as OfficialClient
    const answer = await sandboxApi.axios.request<T>({
      ...clientConfig.baseOptions,
      method,
      url: `${clientConfig.basePath}/search${path}`,
      data: body,
      responseType: 'arraybuffer',
      transformResponse: read,
    })
    return answer.data
  }
}

/** Reads JSON, which also tells why a call failed, and leaves everything else as it is. */
function read(content: Buffer, headers: Record<string, unknown>): unknown {
  const isJson = /^application\/json\b/.test(String(headers['content-type']))
  return isJson ? JSON.parse(content.toString()) : content
}
