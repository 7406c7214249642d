%% Whether processes that have ended leave something.
-module(soak).
-export([main/0]).

-define(AT_ONCE, 1000).

main() ->
    Seconds = case measure:quick() of true -> 6.0; false -> 45.0 end,
    process_flag(trap_exit, true),
    soak(Seconds / 3),
    Before = measure:live(),
    Ended = soak(Seconds * 2 / 3),
    measure:out("soak_growth", "live", (measure:live() - Before) / Ended, "bytes/process").

%% How many processes have ended.
soak(Seconds) -> soak(erlang:monotonic_time(millisecond) + trunc(Seconds * 1000), 0).

soak(End, Ended) ->
    case erlang:monotonic_time(millisecond) < End of
        true -> wave(), soak(End, Ended + ?AT_ONCE);
        false -> Ended
    end.

wave() ->
    Me = self(),
    [spawn_opt(fun() -> child(Me) end, [link, monitor]) || _ <- lists:seq(1, ?AT_ONCE)],
    [receive {'DOWN', _, process, _, _} -> ok end || _ <- lists:seq(1, ?AT_ONCE)],
    [receive {'EXIT', _, _} -> ok end || _ <- lists:seq(1, ?AT_ONCE)],
    [receive done -> ok end || _ <- lists:seq(1, ?AT_ONCE)].

child(Parent) ->
    Timer = erlang:send_after(3600000, self(), late),
    Parent ! done,
    %% A timer of a process that has ended stays until it fires.
    erlang:cancel_timer(Timer).
