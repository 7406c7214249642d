%% The server that is called, and a call by hand: what gen_server:call does.
-module(server).
-export([start/0, call/2]).

start() -> spawn(fun() -> loop(0) end).

loop(State) ->
    receive
        {{add, Amount}, Ref, Sender} ->
            Sender ! {Ref, State + Amount},
            loop(State + Amount)
    end.

call(Server, Request) ->
    Ref = monitor(process, Server),
    Server ! {Request, Ref, self()},
    receive
        {Ref, Reply} -> demonitor(Ref, [flush]), Reply
    end.
