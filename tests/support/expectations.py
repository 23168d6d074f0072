"""What a test in Python holds to be so: told line by line, and counted where it isn't."""

failures = []


def expect(good, what):
    print(("ok      " if good else "FAILED  ") + what, flush=True)
    if not good:
        failures.append(what)
