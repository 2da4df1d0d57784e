// Ends with a sandbox that it did not delete. Without an event socket Node would stay for three minutes.
import { sdk } from './checks.mjs'

const sandbox = await new sdk.Daytona().create({ name: 'left' })
console.log((await sandbox.process.executeCommand('echo left')).result)
