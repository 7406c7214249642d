%% No messages: fib(27), once and by eight.
-module(fib).
-export([main/0]).

main() ->
    measure:cold_and_warm("fib27", "ms", 1.0e3, fun() -> fib(27) end),
    measure:cold_and_warm("fib27_x8", "ms", 1.0e3, fun eight_at_once/0).

eight_at_once() ->
    Me = self(),
    [spawn(fun() -> Me ! fib(27) end) || _ <- lists:seq(1, 8)],
    [receive _ -> ok end || _ <- lists:seq(1, 8)].

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
