%% A tree of 100000 leaves sums its numbers.
-module(skynet100k).
-export([main/0]).

main() -> measure:cold_and_warm("skynet100k", "ms", 1.0e3, fun() -> tree:run(100000) end).
