%% A message to all members of a group of pg. What Erlang registers under a name is an atom, so
%% that there is no lookup by a key of several parts.
-module(registries).
-export([main/0]).

-define(SUBSCRIBERS, 10000).
-define(BROADCASTS, 10).

main() ->
    {ok, _} = pg:start_link(),
    Main = self(),
    Pids = [spawn(fun() -> subscriber(Main) end) || _ <- lists:seq(1, ?SUBSCRIBERS)],
    ok = pg:join(topic, Pids),
    Delivered = ?SUBSCRIBERS * ?BROADCASTS,
    measure:cold_and_warm("pubsub", "us/msg", 1.0e6 / Delivered, fun run/0, 0.5).

subscriber(Main) ->
    receive
        ?BROADCASTS -> Main ! ready;
        _ -> ok
    end,
    subscriber(Main).

run() ->
    [[Pid ! N || Pid <- pg:get_members(topic)] || N <- lists:seq(1, ?BROADCASTS)],
    [receive ready -> ok end || _ <- lists:seq(1, ?SUBSCRIBERS)].
