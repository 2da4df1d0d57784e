/**
 * An object of the official SDK with a few properties of ours before its own.
 *
 * What `added` does not have is read from the official object and written to it. A subclass would not do: a sandbox of
 * the SDK has a property `snapshot` of its own, which hides a method of this name.
 */
export function wrapped<T extends object, A extends object>(official: T, added: A): Omit<T, keyof A> & A {
  return new Proxy(official, {
    get(target, key) {
      if (key in added) return Reflect.get(added, key)
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
    set: (target, key, value) => !(key in added) && Reflect.set(target, key, value, target),
    has: (target, key) => key in added || key in target,
  }) as unknown as Omit<T, keyof A> & A
}
