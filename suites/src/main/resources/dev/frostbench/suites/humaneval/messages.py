# Messages: values as bytes, and back. Plain data of any depth and size is sent whole, everything else as a number and a
# description. Both sides of the boundary run this. A reader believes nothing: what is not in this form is torn.
#
#   message := value changed… .        value   := leaf | opening items
#   changed := U NUMBER : items        items   := COUNT ; value… | # KIND LENGTH ; raw
#   An object that both sides know has a number from its opening on; `@ NUMBER ;` means it again.
import sys
from _operator import is_ as same_object


class Shared:
    """The objects that both sides know by a number. The numbers of one side are even, those of the other odd.

    Mutable data has a copy on each side. What changed on one side since it last crossed is sent with the next
    message. Everything else stays where it was made, and the other side has a mirror of it."""

    def __init__(self, first):
        self.first = self.next = first
        self.objects = {}  # by number
        self.numbers = {}  # by id; an object here lives, so its id is its own
        self.contents = {}  # of mutable data, as they last crossed
        self.gone = []  # numbers of the other side to release there: this side no longer uses them
        self.sweep_at = LITTLE

    def add(self, thing, number=None):
        if number is None:
            number = self.next
            self.next += 2
        elif number in self.objects:
            raise Torn("a number is given twice")
        self.objects[number] = thing
        self.numbers[id(thing)] = number
        return number

    def is_mine(self, number):
        return number & 1 == self.first & 1

    def drop(self, number):
        thing = self.objects.pop(number, self)
        if thing is not self:
            del self.numbers[id(thing)]
            self.contents.pop(number, None)

    def sweep(self):
        """Forgets what only this table still holds, once in a while, so that it costs little."""
        if len(self.objects) < self.sweep_at:
            return
        for number in list(self.objects):
            if (number in self.contents or not self.is_mine(number)) and sys.getrefcount(self.objects[number]) <= ALONE:
                self.drop(number)
                self.gone.append(number)
        self.sweep_at = max(LITTLE, 2 * len(self.objects))


LITTLE = 8  # how many objects to go through with each message, few enough not to slow it down


def alone():
    table = {0: object()}
    return sys.getrefcount(table[0])


ALONE = alone()  # what `getrefcount` returns for an object that one table holds; Python versions differ


def leaf(value, kind):
    """The bytes of a value that holds no others and is no whole number; None if it holds others."""
    if kind is str:
        raw = value.encode("utf-8", "surrogatepass")
        return b"s%x;" % len(raw) + raw
    if value is None:
        return b"N"
    if kind is bool:
        return b"T" if value else b"F"
    if kind is float:
        return b"f" + float.__repr__(value).encode() + b";"
    if kind is bytes:
        return b"b%x;" % len(value) + value
    if value is Ellipsis or value is NotImplemented:
        return b"E" if value is Ellipsis else b"X"
    return None


def unchanged(now, before):
    """Calls no operator of a candidate's: what is not the same object is compared only if it is text or bytes."""
    return len(now) == len(before) and (all(map(same_object, now, before)) or
                                        TEXTS.issuperset(map(type, now + before)) and now == before)


TEXTS = {bytes, str}


class Writer:
    """Writes one message. What is not plain data is written as `describe` returns it: an opening and items."""

    def __init__(self, shared, describe):
        self.shared, self.describe, self.out = shared, describe, []
        self.fresh = []  # numbers that this message gives
        self.later = []  # objects whose contents come after the value

    def message(self, value):
        shared, crossed = self.shared, {}
        known = list(shared.contents)
        try:
            self.values((value,))
            self.later += [shared.objects[number] for number in known
                           if not unchanged(contents(shared.objects[number]), shared.contents[number])]
            for thing in self.later:  # it grows meanwhile
                number = shared.numbers[id(thing)]
                crossed[number] = contents(thing)
                self.out.append(b"U%x:" % number)
                self.values(crossed[number] if self.counted(crossed[number]) else ())
        except BaseException:
            for number in self.fresh:
                shared.drop(number)
            raise
        shared.contents.update(crossed)
        self.out.append(b".")
        return b"".join(self.out)

    def give(self, thing):
        number = self.shared.add(thing)
        self.fresh.append(number)
        return number

    def counted(self, items):
        """Writes how many items there are, or all of them at once. Returns whether they are still to be written."""
        raw = bulk(items) if len(items) >= BULK else None
        self.out.append(b"%x;" % len(items) if raw is None else raw)
        return raw is None

    def values(self, values):
        put, stack = self.out.append, [iter(values)]
        while stack:
            for value in stack[-1]:
                kind = type(value)
                if kind is int:
                    put(b"i%x;" % value)
                    continue
                simple = leaf(value, kind)
                if simple is not None:
                    put(simple)
                    continue
                opening, items = self.opening(value, kind)
                put(opening)
                if items is None:
                    continue
                if len(items) < BULK:
                    put(b"%x;" % len(items))
                elif not self.counted(items):
                    continue
                stack.append(iter(items))
                break
            else:
                stack.pop()

    def opening(self, value, kind):
        if kind is tuple or kind is frozenset:
            return b"t" if kind is tuple else b"Z", tuple(value)
        number = self.shared.numbers.get(id(value))
        if number is not None:
            return b"@%x;" % number, None
        mutable = kind_of(kind)
        if mutable:
            number = self.give(value)
            items = self.shared.contents[number] = mutable.items(value)
            return mutable.letter + b"%x:" % number, items
        name = structured(kind)
        if name:
            return b"n" + name.encode() + b";", STRUCTURED[name](value)
        return self.describe(self, value, kind)


class Reader:
    """Reads one message. `finisher` handles what is not plain data: it maps a letter to what makes the value from
    its items."""

    def __init__(self, shared, data, finisher):
        self.shared, self.data, self.at, self.finisher = shared, data, 0, finisher

    def word(self, end=b";"):
        stop = self.data.index(end, self.at)
        text = self.data[self.at:stop].decode()
        self.at = stop + 1
        return text

    def number(self, end=b";"):
        stop = self.data.index(end, self.at)
        number = int(self.data[self.at:stop], 16)
        self.at = stop + 1
        return number

    def tag(self):
        self.at += 1
        return self.data[self.at - 1:self.at]

    def raw(self):
        size = self.number()
        if size < 0 or self.at + size > len(self.data):
            raise Torn("cut")
        self.at += size
        return self.data[self.at - size:self.at]

    def message(self):
        """The value, after everything that changed on the other side has changed here."""
        stack = []
        value = self.settled(stack, *self.token(stack))
        while True:
            tag = self.tag()
            if tag == b".":
                return value
            if tag != b"U":
                raise Torn("no such part")
            number, stack = self.number(b":"), []
            items = self.settled(stack, *self.opened(stack, list))
            refill(self.shared.objects[number], items)
            self.shared.contents[number] = contents(self.shared.objects[number])

    def settled(self, stack, whole, value):
        while True:
            if whole:
                while stack:
                    finish, items, left = stack[-1]
                    items.append(value)
                    if left != 1:
                        stack[-1][2] = left - 1
                        break
                    stack.pop()
                    value = finish(items)
                else:
                    return value
            whole, value = self.token(stack)

    def opened(self, stack, finish):
        """Whether all items were read at once, and the value made of them; otherwise they are awaited."""
        if self.data[self.at:self.at + 1] == b"#":
            self.at += 1
            tag = self.tag()
            return True, finish(unbulk(tag, self.raw()))
        count = self.number()
        if count == 0:
            return True, finish([])
        stack.append([finish, [], count])
        return False, None

    def token(self, stack):
        """Whether a value is complete, and the value."""
        data, at = self.data, self.at
        tag = data[at:at + 1]
        if tag == b"i":
            stop = data.index(b";", at)
            self.at = stop + 1
            return True, int(data[at + 1:stop], 16)
        self.at = at + 1
        if tag == b"s":
            return True, self.raw().decode("utf-8", "surrogatepass")
        if tag in CONSTANTS:
            return True, CONSTANTS[tag]
        if tag == b"f":
            return True, float(self.word())
        if tag == b"b":
            return True, self.raw()
        if tag == b"@":
            return True, self.shared.objects[self.number()]
        if tag == b"t" or tag == b"Z":
            return self.opened(stack, tuple if tag == b"t" else frozenset)
        if tag == b"n":
            name = self.word()
            if name in BASIC:
                raise Torn("no structure")
            make = maker(name)
            return self.opened(stack, lambda items: make(*items))
        if tag in OF_LETTER:
            return self.opened(stack, self.mutable(of_letter(tag), self.taken()))
        return self.opened(stack, self.finisher(self, tag))

    def taken(self):
        """A number that the other side assigns."""
        number = self.number(b":")
        if self.shared.is_mine(number):
            raise Torn("a number of this side")
        return number

    def mutable(self, kind, number):
        thing = kind.base() if kind.make is None else None
        if thing is not None:
            self.shared.add(thing, number)  # it may contain itself

        def finish(items):
            made = thing
            if made is None:
                made = kind.make(items)
                self.shared.add(made, number)
            else:
                kind.fill(made, items)
            self.shared.contents[number] = kind.items(made)
            return made
        return finish


CONSTANTS = {b"N": None, b"T": True, b"F": False, b"E": Ellipsis, b"X": NotImplemented}
