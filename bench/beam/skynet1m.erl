%% A tree of 1000000 leaves sums its numbers.
-module(skynet1m).
-export([main/0]).

main() -> measure:cold_and_warm("skynet1m", "ms", 1.0e3, fun() -> tree:run(1000000) end).
