import time, sys


def test_a(library, run, draft):
    for i in range(3):
        t = time.perf_counter()
        run("clauses", "lint", "prov")
        a = time.perf_counter() - t
        t = time.perf_counter()
        r = run("--library", "prov", "build", draft(), "-o", "x.docx", "--force")
        b = time.perf_counter() - t
        t = time.perf_counter()
        r = run("--library", "prov", "build", draft(state="no"), "-o", "x.docx", "--force")
        c = time.perf_counter() - t
        sys.__stderr__.write(f"{a:.3f} {b:.3f} {c:.3f}\n")
        open("/tmp/times", "a").write(f"{a:.3f} {b:.3f} {c:.3f}\n")
    print(r)
    r = run("--library", "prov", "build", draft(), "-o", "x.txt")
    print(r)
    print(open("x.txt").read())
    assert 0
