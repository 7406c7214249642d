"""Servers and supervisors: the behaviours of Erlang's OTP as Python classes.

>>> class Counter(GenServer):
...     def init(self, start=0):
...         self.n = start
...     @call
...     def get(self):
...         return self.n
>>> counter = await Counter.start_link(5)
>>> await counter.get()
5

``docs/otp.md`` explains them; all names come with ``from rebeam import *``.
"""

from __future__ import annotations

from rebeam._core.later_names import OTP, value_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rebeam.otp import application, introspect, pg
    from rebeam.otp.agent import Agent
    from rebeam.otp.application import Application
    from rebeam.otp.calls import (
        Caller,
        call,
        cast,
        multi_call,
        receive_response,
        reply,
        send_request,
        stop,
    )
    from rebeam.otp.child import Child
    from rebeam.otp.dynamic_supervisor import DynamicSupervisor
    from rebeam.otp.errors import (
        AlreadyRegistered,
        AlreadyStarted,
        CallerError,
        NoTable,
        StartError,
        SupervisorError,
        TaskExit,
    )
    from rebeam.otp.gen_server import GenServer
    from rebeam.otp.partition_supervisor import PartitionSupervisor
    from rebeam.otp.polling import gather, poll_many
    from rebeam.otp.pub_sub import PubSub
    from rebeam.otp.registry import Registry, via
    from rebeam.otp.results import IGNORE, NO_REPLY, Continue, Reply, Stop
    from rebeam.otp.state_machine import Event, GenStateMachine, NextState, RepeatState
    from rebeam.otp.supervisor import (
        Supervisor,
        check_childspecs,
        count_children,
        delete_child,
        get_childspec,
        restart_child,
        start_child,
        terminate_child,
        which_children,
    )
    from rebeam.otp.table import Table, TableTransfer
    from rebeam.otp.task import Ok, Task
    from rebeam.otp.task_supervisor import TaskSupervisor
else:  # a type checker takes all that is imported above
    __all__ = sorted(OTP)


def __getattr__(name: str) -> Any:
    """Import the module of a name with the name's first use."""
    if name not in OTP:
        raise AttributeError(f"module 'rebeam.otp' has no attribute {name!r}")
    value = globals()[name] = value_of(name)
    return value
