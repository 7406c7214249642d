%% Children of a simple_one_for_one supervisor, started one after the other and ended at once.
-module(start_child).
-behaviour(supervisor).
-export([main/0, init/1, start_idle/0]).

-define(CHILDREN, 10000).

main() -> measure:cold_and_warm("start_child", "us/child", 1.0e6 / ?CHILDREN, fun run/0).

run() ->
    {ok, Supervisor} = supervisor:start_link(?MODULE, []),
    [supervisor:start_child(Supervisor, []) || _ <- lists:seq(1, ?CHILDREN)],
    unlink(Supervisor),
    Ref = monitor(process, Supervisor),
    exit(Supervisor, shutdown),
    receive {'DOWN', Ref, process, _, _} -> ok end.

init([]) ->
    Child = #{id => idle, start => {?MODULE, start_idle, []}, shutdown => brutal_kill},
    {ok, {#{strategy => simple_one_for_one}, [Child]}}.

start_idle() -> gen_server:start_link(adder, [], []).
