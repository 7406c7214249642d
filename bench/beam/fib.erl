%% No messages: fib(27), once and by eight.
-module(fib).
-export([main/0]).

main() ->
    measure:cold_and_warm("fib27", "ms", 1.0e3, fun() -> fib(27) end),
    %% No cold figure: the runs above have warmed fib.
    measure:out("fib27_x8", "warm", measure:warm(fun eight_at_once/0, 1.0) * 1.0e3, "ms").

eight_at_once() ->
    Me = self(),
    [spawn(fun() -> Me ! fib(27) end) || _ <- lists:seq(1, 8)],
    [receive _ -> ok end || _ <- lists:seq(1, 8)].

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
