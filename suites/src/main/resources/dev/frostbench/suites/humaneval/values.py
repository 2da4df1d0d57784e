# Plain data: its types, and what their values are made from again. Both sides of the boundary run this.

BULK = 32  # this many items of one type, or more, are written at once


class Torn(Exception):
    """What the other side sent is not a message."""


def flat(kind):
    return lambda thing: (*kind.keys(thing), *kind.values(thing))


def fill_mapping(kind):
    def fill(thing, items):
        half = len(items) // 2
        kind.clear(thing)
        for key, item in zip(items[:half], items[half:]):
            kind.__setitem__(thing, key, item)
    return fill


def fill_list(thing, items):
    list.__setitem__(thing, slice(None), items)


def fill_set(thing, items):
    set.clear(thing)
    set.update(thing, items)


def fill_bytes(thing, items):
    bytearray.__setitem__(thing, slice(None), items[0])


class Kind:
    """A type of mutable data: how its contents are read and put back, and whether it can be made before they are
    known."""

    def __init__(self, letter, base, items, fill, make=None):
        self.letter, self.base, self.items, self.fill, self.make = letter, base, items, fill, make


def kinds_of_collections():
    import collections
    deque, default = collections.deque, collections.defaultdict

    def fill_deque(thing, items):
        deque.clear(thing)
        deque.extend(thing, items[1:])

    def fill_default(thing, items):
        thing.default_factory = items[0]
        fill_mapping(default)(thing, items[1:])

    return [Kind(b"D", deque, lambda thing: (thing.maxlen, *deque.__iter__(thing)), fill_deque,
                 lambda items: deque(items[1:], items[0])),
            Kind(b"G", default, lambda thing: (thing.default_factory, *default.keys(thing), *default.values(thing)), fill_default),
            Kind(b"O", collections.OrderedDict, flat(collections.OrderedDict), fill_mapping(collections.OrderedDict)),
            Kind(b"K", collections.Counter, flat(dict), fill_mapping(dict))]


def kinds_of_array():
    from array import array

    def fill(thing, items):
        del thing[:]
        thing.frombytes(items[1])

    return [Kind(b"A", array, lambda thing: (thing.typecode, thing.tobytes()), fill, lambda items: array(items[0], items[1]))]


KINDS = [Kind(b"l", list, lambda thing: tuple(list.__iter__(thing)), fill_list), Kind(b"d", dict, flat(dict), fill_mapping(dict)),
         Kind(b"S", set, lambda thing: tuple(set.__iter__(thing)), fill_set),
         Kind(b"y", bytearray, lambda thing: (bytes(memoryview(thing)),), fill_bytes)]
BY_BASE = {kind.base: kind for kind in KINDS}
BY_LETTER = {kind.letter: kind for kind in KINDS}
LATER = {"collections": kinds_of_collections, "array": kinds_of_array}
OF_LETTER = {b"l": "", b"d": "", b"S": "", b"y": "", b"D": "collections", b"G": "collections", b"O": "collections",
             b"K": "collections", b"A": "array"}


def learn(module):
    """Most programs never use these modules, and importing them costs more than a check."""
    for kind in LATER.pop(module, list)():
        BY_BASE[kind.base] = BY_LETTER[kind.letter] = kind


def kind_of(base):
    """The kind of mutable data that a type is; None if it is none."""
    if base not in BY_BASE and base.__module__ in LATER:
        learn(base.__module__)
    return BY_BASE.get(base)


def of_letter(letter):
    if letter not in BY_LETTER:
        learn(OF_LETTER[letter])
    return BY_LETTER[letter]


def moment(thing):
    return thing.hour, thing.minute, thing.second, thing.microsecond, thing.tzinfo


# Types whose values are made again from these arguments, by name.
STRUCTURED = {
    "builtins.int": lambda thing: (int.__int__(thing),), "builtins.float": lambda thing: (float.__float__(thing),),
    "builtins.str": lambda thing: (str.__str__(thing),), "builtins.bytes": lambda thing: (bytes(memoryview(thing)),),
    "builtins.tuple": lambda thing: (tuple(tuple.__iter__(thing)),),
    "builtins.frozenset": lambda thing: (frozenset(frozenset.__iter__(thing)),),
    "builtins.complex": lambda thing: (complex.real.__get__(thing), complex.imag.__get__(thing)),
    "builtins.range": lambda thing: (thing.start, thing.stop, thing.step),
    "builtins.slice": lambda thing: (thing.start, thing.stop, thing.step),
    "builtins.memoryview": lambda thing: (thing.tobytes(),),
    "builtins.mappingproxy": lambda thing: (dict(thing),),
    "builtins.dict_keys": lambda thing: (dict.fromkeys(thing),),
    "builtins.dict_values": lambda thing: (dict(enumerate(thing)),),
    "builtins.dict_items": lambda thing: (dict(thing),),
    "decimal.Decimal": lambda thing: (type(thing).__str__(thing),),
    "fractions.Fraction": lambda thing: (thing.numerator, thing.denominator),
    "datetime.date": lambda thing: (thing.year, thing.month, thing.day),
    "datetime.time": moment,
    "datetime.datetime": lambda thing: (thing.year, thing.month, thing.day) + moment(thing),
    "datetime.timedelta": lambda thing: (thing.days, thing.seconds, thing.microseconds),
    "datetime.timezone": lambda thing: thing.__getinitargs__(),
    "uuid.UUID": lambda thing: (thing.hex,),
    "collections.ChainMap": lambda thing: tuple(thing.maps),
    "pathlib.PosixPath": lambda thing: (str(thing),), "pathlib.PurePosixPath": lambda thing: (str(thing),)}
BASIC = {"builtins." + name for name in ("int", "float", "str", "bytes", "tuple", "frozenset")}  # as they are
VIEWS = {"builtins.mappingproxy": lambda plain: type(type.__dict__)(plain), "builtins.dict_keys": dict.keys,
         "builtins.dict_values": dict.values, "builtins.dict_items": dict.items}


def name_of(kind):
    return kind.__module__.split(".")[0] + "." + kind.__qualname__


def structured(kind):
    """The name by which values of such a type are made again; None if they cannot be, or if the type only claims the
    name."""
    if kind in STRUCTURES:
        return STRUCTURES[kind]
    name = name_of(kind)
    if name not in STRUCTURED or (name not in VIEWS and maker(name) is not kind):
        name = None
    STRUCTURES[kind] = name
    return name


STRUCTURES = {}


def maker(name):
    if name in VIEWS:
        return VIEWS[name]
    if name not in STRUCTURED:
        raise Torn("no such type")
    module, _, kind = name.partition(".")
    return getattr(__import__(module), kind)


def bulk(items):
    """Many items of one simple type as raw bytes; None if they are not."""
    kinds = set(map(type, items))
    if len(kinds) != 1:
        return None
    kind = kinds.pop()
    if kind is bool:
        raw, tag = bytes(items), b"b"
    elif kind is int or kind is float:
        from array import array
        try:
            raw, tag = array("q" if kind is int else "d", items).tobytes(), b"q" if kind is int else b"d"
        except OverflowError:
            return None
    elif kind is str:
        from array import array
        lengths = array("q", map(len, items)).tobytes()
        raw, tag = b"%x;" % len(items) + lengths + "".join(items).encode("utf-8", "surrogatepass"), b"s"
    else:
        return None
    return b"#" + tag + b"%x;" % len(raw) + raw


def unbulk(tag, raw):
    if tag == b"b":
        return list(map(bool, raw))
    from array import array
    if tag != b"s":
        items = array({b"q": "q", b"d": "d"}[tag])
        items.frombytes(raw)
        return items.tolist()
    count, _, rest = raw.partition(b";")
    lengths = array("q")
    lengths.frombytes(rest[:8 * int(count, 16)])
    text, at, items = rest[8 * len(lengths):].decode("utf-8", "surrogatepass"), 0, []
    for length in lengths:
        items.append(text[at:at + length])
        at += length
    return items
