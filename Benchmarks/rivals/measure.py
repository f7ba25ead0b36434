"""How a rival is measured: the median CPU time (user and system, with children) of a few rounds of the same work."""
import json
import resource
import statistics


def cpu():
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def report(work, rounds, **counts):
    """Runs `work` once to warm up and `rounds` times measured, and prints one JSON object."""
    work()
    seconds = []
    for _ in range(rounds):
        begin = cpu()
        work()
        seconds.append(cpu() - begin)
    print(json.dumps({"cpu": statistics.median(seconds), "rounds": rounds, **counts}))
