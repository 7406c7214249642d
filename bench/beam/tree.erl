%% A process has ten children, down to the leaves; each sums what its children send.
-module(tree).
-export([run/1]).

run(Leaves) ->
    Me = self(),
    spawn(fun() -> sky(Me, 0, Leaves) end),
    Total = Leaves * (Leaves - 1) div 2,
    receive Total -> ok end.

sky(Parent, Number, 1) -> Parent ! Number;
sky(Parent, Number, Size) ->
    Me = self(),
    Part = Size div 10,
    [spawn(fun() -> sky(Me, Number + I * Part, Part) end) || I <- lists:seq(0, 9)],
    Parent ! lists:sum([receive N -> N end || _ <- lists:seq(1, 10)]).
