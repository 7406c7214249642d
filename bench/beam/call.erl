%% Requests to a server process, each with a fresh reference.
-module(call).
-export([main/0]).

-define(CALLS, 50000).

main() -> measure:cold_and_warm("call", "us/call", 1.0e6 / ?CALLS, fun run/0).

run() ->
    Server = server:start(),
    [server:call(Server, {add, 1}) || _ <- lists:seq(1, ?CALLS)],
    exit(Server, kill).
