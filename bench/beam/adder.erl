%% The gen_server that is called.
-module(adder).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2]).

start() ->
    {ok, Pid} = gen_server:start(?MODULE, [], []),
    Pid.

init([]) -> {ok, 0}.

handle_call({add, Amount}, _From, State) -> {reply, State + Amount, State + Amount}.

handle_cast({add, Amount}, State) -> {noreply, State + Amount}.
