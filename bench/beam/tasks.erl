%% A value computed in a process of its own, linked and monitored, as Elixir's Task does.
-module(tasks).
-export([main/0]).

-define(TASKS, 20000).

main() -> measure:cold_and_warm("task_await", "us/task", 1.0e6 / ?TASKS, fun run/0, 0.5).

run() -> [await(start(N)) || N <- lists:seq(1, ?TASKS)].

start(N) ->
    Me = self(),
    Pid = spawn_link(fun() -> receive Ref -> Me ! {Ref, N + 1} end end),
    Ref = monitor(process, Pid),
    Pid ! Ref,
    Ref.

await(Ref) ->
    receive
        {Ref, Value} -> demonitor(Ref, [flush]), Value
    end.
