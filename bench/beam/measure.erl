%% How everything is measured: the protocol of ../protocol.py, which says what it is.
-module(measure).
-export([cold_and_warm/4, warm/2, latencies/2, out/4, quick/0, live/0]).

-define(WINDOW, 5).
-define(STABLE, 0.95).

quick() -> lists:member("--quick", init:get_plain_arguments()).

warm_seconds() -> case quick() of true -> 1.0; false -> 15.0 end.

limit_seconds() -> case quick() of true -> 2.0; false -> 30.0 end.

%% One result as bench/compare reads it; State is cold, warm or live.
out(Measurement, State, Value, Unit) ->
    io:format("~s ~s ~.3f ~s~n", [Measurement, State, float(Value), Unit]).

quantile(Values, Share) ->
    Count = length(Values),
    lists:nth(min(trunc(Count * Share), Count - 1) + 1, lists:sort(Values)).

%% The middle value, or the mean of the two in the middle.
median(Values) ->
    Sorted = lists:sort(Values),
    Count = length(Values),
    Half = Count div 2,
    case Count rem 2 of
        1 -> lists:nth(Half + 1, Sorted);
        0 -> (lists:nth(Half, Sorted) + lists:nth(Half + 1, Sorted)) / 2
    end.

%% The runs after the first, in seconds, newest first: do they no longer get faster?
is_warm([], _, _) -> false;
is_warm(Times, Spent, Share) ->
    Early = Spent < warm_seconds() * Share,
    Late = Spent >= limit_seconds() * Share,
    Few = length(Times) < 2 * ?WINDOW,
    if
        Early -> false;
        Late -> true;
        Few -> false;
        true ->
            {Last, Rest} = lists:split(?WINDOW, Times),
            median(Last) >= ?STABLE * median(lists:sublist(Rest, ?WINDOW))
    end.

seconds(Run) ->
    Start = erlang:monotonic_time(),
    Run(),
    erlang:convert_time_unit(erlang:monotonic_time() - Start, native, nanosecond) / 1.0e9.

%% The seconds of a warm run.
warm(Run, Share) -> warm(Run, Share, [], 0.0).

warm(Run, Share, Times, Spent) ->
    case is_warm(Times, Spent, Share) of
        true -> median(lists:sublist(Times, ?WINDOW));
        false -> Taken = seconds(Run), warm(Run, Share, [Taken | Times], Spent + Taken)
    end.

%% Prints the first run and a warm one; Scale makes the unit of a run's seconds.
cold_and_warm(Measurement, Unit, Scale, Run) ->
    out(Measurement, "cold", seconds(Run) * Scale, Unit),
    out(Measurement, "warm", warm(Run, 1.0) * Scale, Unit).

%% Prints quantiles in ms of what Call returns in seconds.
latencies(Measurement, Call) ->
    {First, Later} = case quick() of true -> {100, 200}; false -> {500, 1000} end,
    lists:foreach(
      fun({State, Count}) ->
              Taken = [Call() * 1.0e3 || _ <- lists:seq(1, Count)],
              out(Measurement ++ "_p50", State, median(Taken), "ms"),
              out(Measurement ++ "_p99", State, quantile(Taken, 0.99), "ms")
      end,
      [{"cold", First}, {"warm", Later}]).

%% The bytes in use, once all processes have come to their receive.
live() ->
    timer:sleep(500),
    [erlang:garbage_collect(P) || P <- processes()],
    erlang:memory(total).
