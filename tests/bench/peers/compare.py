"""Our benchmarks beside POT, SciPy and PyTorch on the same problems, in turns; a table of ratios with their bars.

compare.py DLAB_BENCH [NAMES]: the benchmark program, and a regular expression for the names to run.
"""
import json
import os
import re
import subprocess
import sys
import time
import warnings

import numpy as np
import ot
from scipy.stats import wasserstein_distance

warnings.filterwarnings("ignore")


# The same numbers as in bench_transport.cpp.
def uniform(stream, index):
    with np.errstate(over="ignore"):
        z = (np.uint64(stream << 40) + np.asarray(index, np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return ((z >> np.uint64(11)).astype(float) + 0.5) * 2.0**-53


def normal(stream, index):
    index = np.asarray(index, np.uint64) * np.uint64(2)
    return np.sqrt(-2 * np.log(uniform(stream, index))) * np.cos(2 * np.pi * uniform(stream, index + np.uint64(1)))


def cloud(n, stream):
    return (stream > 0) + (1 + (stream > 0)) * normal(stream, np.arange(2 * n)).reshape(n, 2)


def moved(points, stream):
    angle = 2 * np.pi * uniform(stream, np.arange(len(points)))
    return points + 0.02 * np.stack([np.cos(angle), np.sin(angle)], 1)


def exact(n, weighted=False, step=None):
    p, q = cloud(n, 0), cloud(n, 1)
    if step is not None:  # POT has no warm start: it solves the moved points anew
        p, q = moved(p, 100), moved(q, 101)
    a = uniform(10, np.arange(n)) if weighted else np.ones(n)
    b = uniform(11, np.arange(n)) if weighted else np.ones(n)
    a, b = a / a.sum(), b / b.sum()
    return lambda: ot.emd2(a, b, ot.dist(p, q, "euclidean"), numItermax=10**7)


def line(n, solve):
    p, q = normal(2, np.arange(n)), 3 + 2 * normal(3, np.arange(n))
    return lambda: solve(p, q)


def grid(n):
    u = np.linspace(0, 1, n)
    x, y = np.meshgrid(u, u)
    p = np.exp(-((x - 0.3) ** 2 + (y - 0.3) ** 2) / 0.01) + 1e-9
    q = np.exp(-((x - 0.7) ** 2 + (y - 0.6) ** 2) / 0.02) + 1e-9
    p, q = (p / p.sum()).ravel(), (q / q.sum()).ravel()
    points = np.stack([x.ravel(), y.ravel()], 1)
    costs = ot.dist(points, points)
    return lambda: float(ot.sinkhorn2(p, q, costs, reg=0.01, stopThr=1e-6, numItermax=2000))


# name, the least ratio that is asked for, peer, how to make what the peer runs, whether the values must agree
CASES = [
    ("emd/256", None, "POT emd2", lambda: exact(256), True),
    ("emd/1000", 2, "POT emd2", lambda: exact(1000), True),
    ("emd/1000/weighted", 2, "POT emd2", lambda: exact(1000, True), True),
    ("emd/4000", 4, "POT emd2", lambda: exact(4000), True),
    ("emd/4000/weighted", 4, "POT emd2", lambda: exact(4000, True), True),
    ("emd_warm/256", None, "POT emd2", lambda: exact(256, False, 0), True),
    ("emd_warm/1000", 10, "POT emd2", lambda: exact(1000, False, 0), True),
    ("emd_warm/1000/weighted", 10, "POT emd2", lambda: exact(1000, True, 0), True),
    ("w1_line/1000000", 5, "POT emd2_1d", lambda: line(10**6, lambda p, q: ot.emd2_1d(p, q, metric="euclidean")), True),
    ("w1_line/1000000", None, "SciPy", lambda: line(10**6, wasserstein_distance), True),
    ("sinkhorn_grid/64", 20, "POT sinkhorn2", lambda: grid(64), False),
]

# width, depth, batch, n_critic; the least ratio that is asked for
TRAINING = [
    ((512, 3, 256, 5), 3),
    ((128, 3, 256, 5), 5),
    ((64, 3, 256, 5), 6),
    ((32, 2, 128, 1), 12),
    ((16, 1, 150, 1), 15),
]


def median(values):
    return sorted(values)[len(values) // 2]


def ours(program, name):
    output = subprocess.run(
        [program, f"--benchmark_filter=^{re.escape(name)}$", "--benchmark_format=json", "--benchmark_repetitions=3",
         "--benchmark_min_time=0.1"], capture_output=True, text=True, check=True).stdout
    runs = [run for run in json.loads(output)["benchmarks"] if run["run_type"] == "iteration"]
    seconds = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}[runs[0]["time_unit"]]
    return median([run["real_time"] for run in runs]) * seconds, runs[0].get("cost"), runs[0].get("peak_MB")


def theirs(solve):
    times = []
    while len(times) < 3 and sum(times) < 8:
        begin = time.perf_counter()
        value = solve()
        times.append(time.perf_counter() - begin)
    return median(times), float(value)


def main():
    program, pattern = sys.argv[1], re.compile(sys.argv[2] if len(sys.argv) > 2 else "")
    known = subprocess.run([program, "--benchmark_list_tests"], capture_output=True, text=True, check=True).stdout.split()
    print(f"{'':24} {'ours':>10} {'peer':>10} {'ratio':>7} {'bar':>5}")
    below = 0
    for name, bar, peer, make, same in CASES:
        if name not in known or not pattern.search(name):
            continue
        solve, mine, other = make(), [], []
        theirs(solve)  # warm caches, load libraries
        for _ in range(3):
            time_ours, cost, peak = ours(program, name)
            time_theirs, value = theirs(solve)
            mine.append(time_ours)
            other.append(time_theirs)
        ratio = median(other) / median(mine)
        missed = bar is not None and ratio < bar
        below += missed
        note = " below the bar" if missed else ""
        if peak:
            note += f"  peak {peak:.0f} MB"
        if same and cost is not None and abs(cost - value) > 1e-7 * abs(value):
            note += f"  VALUES DIFFER: {cost} and {value}"
            below += 1
        print(f"{name:24} {median(mine) * 1e3:7.2f} ms {median(other) * 1e3:7.1f} ms {ratio:7.1f} {bar or '':>5}  {peer}{note}",
              flush=True)
    return 1 if below + compare_training(program, known, pattern) else 0


def compare_training(program, known, pattern):
    """Iterations of WGAN-GP: one of ours on all cores beside one of PyTorch at its better number of threads."""
    below = 0
    for sizes, bar in TRAINING:
        name = "gan/" + "_".join(map(str, sizes)) + f"/threads:{os.cpu_count()}/real_time"
        if name not in known or not pattern.search(name):
            continue
        from gan_torch import seconds_an_iteration

        mine, other = [], []
        for _ in range(3):
            mine.append(ours(program, name)[0])
            other.append(seconds_an_iteration(*sizes))
        ratio = median(other) / median(mine)
        below += ratio < bar
        note = " below the bar" if ratio < bar else ""
        print(f"{name[:24]:24} {median(mine) * 1e3:7.2f} ms {median(other) * 1e3:7.1f} ms {ratio:7.1f} {bar:>5}  PyTorch{note}",
              flush=True)
    return below


if __name__ == "__main__":
    sys.exit(main())
