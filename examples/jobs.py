"""A queue of jobs with priorities, retries and time limits.

Each attempt at a job is a task, a process of its own, so that it can be killed when its
time is over, and a crash of it is a message to the queue. The jobs are in tables, which
the keeper owns: the queue may be killed too, and the next one goes on with what is there.

    keeper                   owns the tables
    pool   (one_for_all)
      workers                a TaskSupervisor: the attempts
      queue                  decides what runs

The pool starts and ends as a whole. So no attempt of a dead queue goes on beside that of
the next one, and no job runs twice at the same time. What a job returns is kept once; but
an attempt that is killed may have done a part of its work, and what that has changed
elsewhere is the job's own business.

Use it as a module:

    from jobs import Jobs, outcome, submit

    async with Jobs(workers=4):
        await submit("job 1", function, argument, priority=5, retries=3, limit=10)
        print(await outcome("job 1"))

``examples/chaos.py`` does so, and kills workers and queues at random meanwhile.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import Any

from rebeam import *

JOBS = "jobs.waiting"
OUTCOMES = "jobs.outcomes"
WORKERS = "jobs.workers"
QUEUE = "jobs.queue"
BACKOFF = 0.05
"""Seconds before the second attempt; each further one waits twice as long."""

GONE = (NotRegistered, CallNoProcess, ServerExit)
"""What is raised where a server has ended and the next one has not started yet."""


@dataclass(frozen=True)
class Job:
    """What is to be done: ``fn(*args)``, and what is known of it so far."""

    key: Any
    number: int
    fn: Any
    args: tuple
    priority: int
    retries: int
    limit: float
    failures: int = 0


class Jobs(Supervisor):
    """The whole tree."""

    def init(self, workers=4):
        pool = Child(Pool, workers, type="supervisor")
        return {"strategy": "rest_for_one"}, [Keeper, pool]


class Keeper(GenServer):
    """Owns the tables, and does nothing that could end it."""

    def init(self):
        Table(access="public", name=JOBS)
        Table(access="public", name=OUTCOMES)


class Pool(Supervisor):
    """The queue and its workers. Many restarts are allowed: chaos.py kills them."""

    def init(self, workers):
        flags = {"strategy": "one_for_all", "max_restarts": 100, "max_seconds": 1}
        return flags, [Child(TaskSupervisor, name=WORKERS), Child(Queue, workers, name=QUEUE)]


async def submit(key, fn, *args, priority=0, retries=3, limit=60.0):
    """Have ``fn(*args)`` done. A key that is known already changes nothing.

    The job with the highest ``priority`` runs next. An attempt that raises, or takes longer
    than ``limit`` seconds, is repeated up to ``retries`` times. One that is killed by
    anybody else is not the job's fault, and does not count. Functions and what they
    return are kept in tables: TypeError for a lambda.
    """
    await reach(lambda queue: queue.add(key, fn, args, priority, retries, limit))


async def outcome(key):
    """Wait for the end of a job: ``("done", value)`` or ``("failed", reason)``."""
    return await reach(lambda queue: queue.outcome(key))


async def reach(ask):
    """Ask the queue, and the next one when it has been killed: all requests may be repeated."""
    while True:
        try:
            return await ask(Queue.at(QUEUE))
        except GONE:
            await sleep(0.01)


class Queue(GenServer):
    """Decides which jobs run."""

    def init(self, workers):
        self.workers = workers
        self.waiting = []  # a heap of (-priority, number, key)
        self.running = {}  # what runs by the reference of its task
        self.callers = defaultdict(list)  # the callers waiting for a key
        self.count = 0
        for job in Table.at(JOBS).values():
            self.count = max(self.count, job.number)
            if job.key in Table.at(OUTCOMES):
                Table.at(JOBS).delete(job.key)
            else:
                self.enqueue(job)
        return Continue("start")

    async def handle_continue(self, what):
        await self.start_attempts()

    def enqueue(self, job):
        heappush(self.waiting, (-job.priority, job.number, job.key))

    @call
    async def add(self, key, fn, args, priority, retries, limit):
        if key in Table.at(JOBS) or key in Table.at(OUTCOMES):
            return
        self.count += 1
        job = Job(key, self.count, fn, args, priority, retries, limit)
        try:
            Table.at(JOBS)[key] = job
        except TypeError as error:  # there is something in it that a table cannot keep
            raise CallerError(error) from None
        self.enqueue(job)
        await self.start_attempts()

    @call(timeout=None)
    def outcome(self, key):
        if key in Table.at(OUTCOMES):
            return Table.at(OUTCOMES)[key]
        if key not in Table.at(JOBS):
            raise CallerError(KeyError(key))
        self.callers[key].append(self.caller)
        return NO_REPLY

    async def start_attempts(self):
        """Start the most urgent jobs, as many as there are workers for."""
        while self.waiting and len(self.running) < self.workers:
            job = Table.at(JOBS)[heappop(self.waiting)[2]]
            task = await TaskSupervisor.at(WORKERS).spawn_nolink(job.fn, *job.args)
            timer = send_after(job.limit, self.pid, ("late", task.ref))
            self.running[task.ref] = Attempt(job, task.pid, timer)

    async def handle_info(self, message):
        match message:
            case ("late", ref) if ref in self.running:
                self.running[ref].late = True
                kill(self.running[ref].pid)
            case ("again", job):
                self.enqueue(job)
            case (Ref() as ref, value) if ref in self.running:
                demonitor(ref, flush=True)
                self.finish(self.ended(ref).job, "done", value)
            case Down(ref=ref, reason=reason) if ref in self.running:
                self.failed(self.ended(ref), reason)
        await self.start_attempts()

    def ended(self, ref):
        """Forget an attempt that has ended; it is returned."""
        attempt = self.running.pop(ref)
        cancel_timer(attempt.timer)
        return attempt

    def failed(self, attempt, reason):
        """Try the job again, or give it up."""
        job = attempt.job
        if reason == Reason.KILLED and not attempt.late:
            self.enqueue(job)
        elif job.failures < job.retries:
            again = replace(job, failures=job.failures + 1)
            Table.at(JOBS)[job.key] = again
            send_after(BACKOFF * 2**job.failures, self.pid, ("again", again))
        else:
            self.finish(job, "failed", "time limit" if attempt.late else reason)

    def finish(self, job, how, what):
        """Keep the outcome. This one step is what makes a job done."""
        try:
            is_new = Table.at(OUTCOMES).insert_new(job.key, (how, what))
        except TypeError as error:
            return self.finish(job, "failed", str(error))
        if not is_new:
            raise RuntimeError(f"job {job.key!r} has been done twice")
        Table.at(JOBS).delete(job.key)
        for caller in self.callers.pop(job.key, []):
            reply(caller, (how, what))


@dataclass
class Attempt:
    """A task that runs."""

    job: Job
    pid: Pid
    timer: Ref
    late: bool = False
