"""A worker of the peer bench: repeats one thing as often as its standard input asks for.

usage: worker.py KIND CASE --threads N [--compile] [--bf16] [--warm-up SECONDS] [--directory DIR]

It says "ready" and the seconds of a repetition (or "cannot" and a reason), then answers each line "go N" with the seconds that N
repetitions took, and ends with its input. Between two questions it waits and computes nothing.
"""
import argparse
import sys
import time

import torch


def work(options):
    if options.kind == "training":
        import training
        return training.CASES[options.case](options.compile, options.bf16)
    if options.kind == "generation":
        import generation
        return generation.Generation(int(options.case), options.compile)
    if options.kind == "loading":
        import loading
        return loading.Loading(options.case, options.directory, options.threads)
    import metrics
    return metrics.Metrics(options.case, options.directory)


def warm_up(step, seconds):
    """At least three repetitions; none where no time is given."""
    last, begin, repetitions = 0.0, time.perf_counter(), 0
    while seconds > 0 and (repetitions < 3 or time.perf_counter() - begin < seconds):
        start = time.perf_counter()
        step()
        last, repetitions = time.perf_counter() - start, repetitions + 1
    return last


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind")
    parser.add_argument("case")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--bf16", action="store_true", help="training in bfloat16 where autocast does")
    parser.add_argument("--warm-up", type=float, default=0)
    parser.add_argument("--directory")
    options = parser.parse_args()
    answers, sys.stdout = sys.stdout, sys.stderr  # prdc prints
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    try:
        step = work(options).step
        last = warm_up(step, options.warm_up)
    except Exception as problem:  # whatever it is, the page shall name it
        reason = str(problem).strip() or type(problem).__name__
        print("cannot", reason.splitlines()[0], file=answers, flush=True)
        raise
    print("ready", last, file=answers, flush=True)
    for line in sys.stdin:
        repetitions = int(line.split()[1])
        begin = time.perf_counter()
        for _ in range(repetitions):
            step()
        print(time.perf_counter() - begin, file=answers, flush=True)


main()
