// What the scripts of this folder check with. SDK names the package: it has two names.
import assert from 'node:assert/strict'

export const sdk = await import(process.env.SDK ?? '@daytona/sdk')
export { assert }

/** Checks that a call is refused with this class of the SDK, and with a reason that has these words. */
export async function refused(error, words, call) {
  let result
  try {
    result = await call()
  } catch (raised) {
    assert.equal(raised.constructor.name, error.name, `${raised.constructor.name}: ${raised.message}`)
    assert.ok(raised.message.includes(words), `${words} is not in: ${raised.message}`)
    return
  }
  assert.fail(`not refused with ${error.name}: ${JSON.stringify(result)}`)
}

/** Waits for something that nobody waits for otherwise. A minute is for machines that do much else. */
export async function eventually(what, condition) {
  const end = Date.now() + 60_000
  while (!(await condition())) {
    assert.ok(Date.now() < end, `it never happened that ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** All that an asynchronous iterator gives. */
export async function all(iterator) {
  const found = []
  for await (const each of iterator) found.push(each)
  return found
}
