%% What the things a program makes many of take: memory in use, before and after.
%% An empty mailbox is a part of the process here and has no figure of its own.
-module(memory).
-export([main/0]).

-define(WARM_UP, 20000).
-define(COUNT, 100000).

main() ->
    Warm = start(?WARM_UP),
    Before = measure:live(),
    Linked = start(?COUNT),
    Idle = measure:live(),
    take("idle_memory", Before, Idle),
    lists:foreach(fun link/1, Linked),
    take("link_memory", Idle, measure:live()),
    Monitored = start(?COUNT),
    BeforeMonitors = measure:live(),
    lists:foreach(fun(P) -> monitor(process, P) end, Monitored),
    take("monitor_memory", BeforeMonitors, measure:live()),
    BeforeMessages = measure:live(),
    fill(self(), ?COUNT),
    take("message_memory", BeforeMessages, measure:live()),
    %% Names the processes once more, so that no list of them is garbage before.
    length(Warm) + length(Linked) + length(Monitored).

start(Count) -> [spawn(fun() -> receive stop -> ok end end) || _ <- lists:seq(1, Count)].

fill(_, 0) -> ok;
fill(Pid, Count) -> Pid ! message, fill(Pid, Count - 1).

take(Measurement, Before, After) ->
    measure:out(Measurement, "live", (After - Before) / ?COUNT, "bytes").
