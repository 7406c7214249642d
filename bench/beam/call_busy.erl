%% How long a call takes while four processes spin.
-module(call_busy).
-export([main/0]).

-define(SPINNERS, 4).

main() ->
    Server = server:start(),
    Spinners = [spawn(fun spin/0) || _ <- lists:seq(1, ?SPINNERS)],
    measure:latencies("call_busy", fun() -> call(Server) end),
    [exit(P, kill) || P <- Spinners].

spin() -> spin().

%% The seconds of one call; then waits, so that calls do not come in a row.
call(Server) ->
    {Taken, _} = timer:tc(fun() -> server:call(Server, {add, 1}) end),
    timer:sleep(1),
    Taken / 1.0e6.
