%% A process sends another messages of many sizes. The payloads are those of
%% ../payloads.py; str and bytes are both binaries.
-module(copy_cost).
-export([main/0]).

-define(SHARE, 0.2).

main() ->
    lists:foreach(
      fun({Size, Bytes}) ->
              row("copy_str_" ++ Size, binary:copy(<<"x">>, Bytes), 10000),
              row("copy_bytes_" ++ Size, binary:copy(<<0>>, Bytes), 10000),
              Count = max(5, min(10000, 2000000 div Bytes)),
              row("copy_nested_" ++ Size, nested(Bytes), Count)
      end,
      [{"10B", 10}, {"1kB", 1000}, {"100kB", 100000}, {"1MB", 1000000}]).

row(Name, Message, Count) ->
    Taken = measure:warm(fun() -> send_all(Message, Count) end, ?SHARE),
    measure:out(Name, "warm", Taken * 1.0e6 / Count, "us/msg").

send_all(Message, Count) ->
    Me = self(),
    Sink = spawn(fun() -> take(Count), Me ! done end),
    send_to(Sink, Message, Count),
    receive done -> ok end.

send_to(_, _, 0) -> ok;
send_to(Sink, Message, Count) -> Sink ! Message, send_to(Sink, Message, Count - 1).

take(0) -> ok;
take(Count) -> receive _ -> take(Count - 1) end.

nested(Bytes) when Bytes < 65 -> #{a => [1, 2]};
nested(Bytes) -> [record(Number) || Number <- lists:seq(0, Bytes div 65 - 1)].

record(Number) ->
    Name = list_to_binary("user" ++ integer_to_list(Number)),
    #{id => Number, name => Name, marks => [1, 2, 3], on => true}.
