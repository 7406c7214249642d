%% A hundred processes send to one.
-module(fanin).
-export([main/0]).

-define(SENDERS, 100).
-define(MESSAGES, 2000).

main() ->
    Me = self(),
    Senders = [spawn(fun() -> sender(Me) end) || _ <- lists:seq(1, ?SENDERS)],
    Scale = 1.0e6 / (?SENDERS * ?MESSAGES),
    measure:cold_and_warm("fanin", "us/msg", Scale, fun() -> run(Senders) end),
    [Sender ! stop || Sender <- Senders].

sender(Dest) ->
    receive
        go -> [Dest ! {add, I} || I <- lists:seq(1, ?MESSAGES)], sender(Dest);
        stop -> ok
    end.

run(Senders) ->
    [Sender ! go || Sender <- Senders],
    [receive {add, _} -> ok end || _ <- lists:seq(1, ?SENDERS * ?MESSAGES)].
