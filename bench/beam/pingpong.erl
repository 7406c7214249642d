%% Two processes send one message to and fro.
-module(pingpong).
-export([main/0]).

-define(ROUNDS, 100000).

main() -> measure:cold_and_warm("pingpong", "us/msg", 1.0e6 / (2 * ?ROUNDS), fun run/0).

run() ->
    Other = spawn(fun pong/0),
    ping(Other, self(), ?ROUNDS),
    Other ! stop.

ping(_, _, 0) -> ok;
ping(Other, Me, N) ->
    Other ! {ping, N, Me},
    receive {pong, _} -> ping(Other, Me, N - 1) end.

pong() ->
    receive
        {ping, I, From} -> From ! {pong, I}, pong();
        stop -> ok
    end.
