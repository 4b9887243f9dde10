#!/usr/bin/env python3
"""verify.py PROOF [ROOT]: checks a draw's proof, as README.md beside it tells. Exit code 0: it holds; 1: it does not."""
import hashlib, itertools, pathlib, re, sys
SHAPE = ("draw1 program1 plan1 year1 frozen1 population1 visits2 proportion2 least1 beacon2? department2+ stratum4+ object2+"
         " merged2* inspector5* recusal2* root1 (?:round6 commitment4* reveal4* value3? failed4*)+ seed3")  # and their fields
LINES = re.sub("([a-z]+)([1-6])", lambda line: f"(?:{line[1]}" + r"\t[^\0-\x1f\x7f]+" * int(line[2]) + "\n)", SHAPE)
H = lambda *parts: hashlib.sha256(b"".join(part if type(part) is bytes else part.encode() for part in parts)).digest()
check = lambda holds, at, what: holds or sys.exit(f"line {at + 1}: {what}")
def verify(text, published):
    check(re.match(LINES.replace(" ", ""), text) and text[-1] == "\n", 0, "these are not the lines of a proof")
    lines, end = text[:-1].split("\n"), text[:text.index("\nroot\t") + 1].count("\n")  # 1. what was frozen, and its root
    rows = lambda kind: [line.split("\t")[1:] for line in lines[:end] if line.startswith(kind + "\t")]
    said = {kind: rows(kind) for kind in re.findall("[a-z]+", SHAPE)}
    tree = [H(b"\0", line) for line in lines[:end]]
    while len(tree) > 1:
        tree = [H(b"\1", *tree[at:at + 2]) for at in range(0, len(tree) - 1, 2)] + tree[len(tree) & ~1:]
    root, wanted, beacon = tree[0], {key: int(count) for key, count in said["department"]}, said["beacon"]
    check(lines[end] == "root\t" + root.hex() and published in ("", root.hex()), end, f"the root is {root.hex()}")
    once = [code for _, code in said["object"]] + [row[0] for row in said["merged"] + said["department"] + said["inspector"]]
    (first, last), (frozen,), (least,), (share, _) = (said[kind][0] for kind in "visits frozen least proportion".split())
    check(len({*once}) == len(once) and all(a < b for rows in said.values() for a, b in zip(rows, rows[1:]))
          and said["draw"] == [["onecode-draw/1"]] and first <= last and sum(wanted.values()) >= int(least)
          and {row[1] for row in said["inspector"]} <= {*wanted} and {who for who, _ in said["recusal"]} <= {*once}
          and all(known > frozen for _, known in beacon), end, "these records do not ascend, or could not have been frozen")
    (p, q), quota = map(int, share.split("/")), {}  # 2. the quotas
    strata = {name: [code for of, code in said["object"] if of == name] for name in "ABCD"}
    for name, times, *_ in said["stratum"]:
        a, b = (q, p) if times == "all" else map(int, times.split("/"))
        quota[name] = min(len(strata[name]), -(-len(strata[name]) * p * a // (q * b)))
    for name in itertools.cycle("BCAD"):
        if sum(quota.values()) * q >= len(said["object"]) * min(p, q): break
        quota[name] += quota[name] < len(strata[name])
    told = {name: [str(len(strata[name])), str(quota[name])] for name in "ABCD"}
    check({row[0]: row[2:] for row in said["stratum"]} == told and p <= q, end, f"the quotas are {quota}")
    now, at, kinds, seed = frozen, end + 1, "commitment reveal value failed seed".split(), None
    for turn in itertools.takewhile(lambda _: not seed, itertools.count(1)):  # 3. the rounds
        _, of, opened, commit_by, reveal_by, known, why = lines[at].split("\t")
        rows = list(itertools.takewhile(lambda row: row[0] in kinds, (line.split("\t") for line in lines[at + 1:])))
        c, s, value, failed, seed = ({row[2]: row[3:] for row in rows if row[0] == kind} for kind in kinds)
        at, of_c, of_s, of_v = at + 1 + len(rows), *([when for *_, when in made.values()] for made in (c, s, value))
        check({of, *(row[1] for row in rows)} == {str(turn)} and (why == "-") == (turn == 1) and (known == "-") == (not beacon)
              and len(rows) == sum(map(len, (c, s, value, failed, seed))) and {*c, *s} <= {*wanted}
              and len(c) >= len(wanted) * bool(s) and len(s) >= len(wanted) * bool(value), at - 1, "wrong entries")
        clocks = [now, opened, *(row[-1] for row in rows)], [*of_c, commit_by, reveal_by], [*of_s, reveal_by, known, *of_v]
        check(all(clock == sorted(clock) for clock in (clocks if beacon else [*clocks[:2], [*of_s, reveal_by]]))
              and (turn > 1 or not beacon or known == beacon[0][1]), at - 1, "an entry or a term out of time")
        now, number = max(clocks[0]), turn.to_bytes(4, "big")
        seal = lambda key: H(b"onecode-draw/1 commit\0", root, key, b"\0", number, bytes.fromhex(s[key][0])).hex()
        owed = ({key: ["share-mismatch", now] for key in s if seal(key) != c[key][0]}
                or {key: ["missing-commitment", now] for key in wanted if key not in c and now > commit_by}
                or {key: ["missing-share", now] for key in wanted if key not in s and now > reveal_by}
                or {key: ["missing-beacon", now] for key, _ in beacon if not value and now > known})
        check(owed and failed == owed if not seed else not failed and not owed and len(s) == len(wanted), at - 1, f"owed: {owed}")
    made = H(b"onecode-draw/1 seed\0", root, number, *(bytes.fromhex(s[key][0]) for key in wanted), *value)
    check([*seed] == [made.hex()] and len(value) == len(beacon), at - 1, f"the seed is {made.hex()}")
    left, recused, drawn = {row[0]: int(row[2]) for row in said["inspector"]}, {*map(tuple, said["recusal"])}, []  # 4. the draw
    pools = {key: [row[0] for row in said["inspector"] if row[1] == key and row[3] <= first and last < row[4]] for key in wanted}
    for name in "ABCD":
        order = sorted(strata[name], key=lambda code: H(b"onecode-draw/1 object\0", made, name, b"\0", code))
        for rank, code in enumerate(order[:quota[name]], 1):
            line, short = f"drawn\t{name}\t{rank}\t{code}", []
            for key, count in wanted.items():
                free = [who for who in pools[key] if left[who] and (who, code) not in recused]
                short += [f"short\t{name}\t{rank}\t{code}\t{key}\t{count - len(free)}"] * (len(free) < count)
                for pick in range(min(count, len(free))):
                    place = H(b"onecode-draw/1 inspector\0", made, code, b"\0", key, b"\0", pick.to_bytes(4, "big"))
                    who = free.pop(int.from_bytes(place, "big") % len(free))
                    left[who], line = left[who] - 1, f"{line}\t{who}"
            drawn += [line, *short]
    for place, (found, right) in enumerate(itertools.zip_longest(lines[at:], drawn), at):
        check(found == right, place, f"{found!r} was found, {right!r} is drawn")
    return f"holds: {sum(quota.values())} of {len(said['object'])} organisations drawn; root {root.hex()}"
if __name__ == "__main__":
    print(verify(pathlib.Path(sys.argv[1]).read_bytes().decode(), "".join(sys.argv[2:])))
