%% A hundred processes send to one.
-module(fanin).
-export([main/0]).

-define(SENDERS, 100).
-define(MESSAGES, 2000).

main() ->
    measure:cold_and_warm("fanin", "us/msg", 1.0e6 / (?SENDERS * ?MESSAGES), fun run/0).

run() ->
    Me = self(),
    [spawn(fun() -> [Me ! {add, I} || I <- lists:seq(1, ?MESSAGES)] end)
     || _ <- lists:seq(1, ?SENDERS)],
    [receive {add, _} -> ok end || _ <- lists:seq(1, ?SENDERS * ?MESSAGES)].
