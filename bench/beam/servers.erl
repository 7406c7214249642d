%% Requests to a gen_server: call and cast.
-module(servers).
-export([main/0]).

-define(CALLS, 50000).

main() ->
    Server = adder:start(),
    measure:cold_and_warm("server_call", "us/call", 1.0e6 / ?CALLS, fun() -> calls(Server) end),
    measure:cold_and_warm("server_cast", "us/cast", 1.0e6 / ?CALLS, fun() -> casts(Server) end).

calls(Server) -> [gen_server:call(Server, {add, 1}) || _ <- lists:seq(1, ?CALLS)].

casts(Server) ->
    [gen_server:cast(Server, {add, 1}) || _ <- lists:seq(1, ?CALLS)],
    gen_server:call(Server, {add, 0}, infinity).
