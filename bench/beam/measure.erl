%% How everything is measured: the protocol of ../protocol.py, which says what it is.
-module(measure).
-export([cold_and_warm/4, cold_and_warm/5, warm/2, latencies/2, out/4, quick/0, live/0]).

-define(WINDOW, 5).
-define(STABLE, 0.95).

quick() -> lists:member("--quick", init:get_plain_arguments()).

warm_seconds() -> case quick() of true -> 1.0; false -> 15.0 end.

limit_seconds() -> case quick() of true -> 2.0; false -> 90.0 end.

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

%% The runs after the first: the seconds of the last ones, newest first, how many there were and
%% how long they took, the median of the fastest window, and when the last improvement was seen.
-record(runs, {last = [], count = 0, spent = 0.0, fastest = none, improved = 0.0}).

add(Taken, #runs{count = Count, spent = Spent, fastest = Fastest} = Runs) ->
    Last = lists:sublist([Taken | Runs#runs.last], ?WINDOW),
    Added = Runs#runs{last = Last, count = Count + 1, spent = Spent + Taken},
    Median = median(Last),
    if
        (Count + 1) rem ?WINDOW =/= 0 -> Added;
        Fastest =:= none -> Added#runs{fastest = Median};
        Median < ?STABLE * Fastest -> Added#runs{fastest = Median, improved = Spent + Taken};
        true -> Added
    end.

%% Do the last runs count as warm?
is_over(#runs{count = Count, spent = Spent, improved = Improved}, Share) ->
    Spent >= limit_seconds() * Share
        orelse (Count >= 2 * ?WINDOW
                andalso Spent >= max(warm_seconds() * Share, 2 * Improved)).

seconds(Run) ->
    Start = erlang:monotonic_time(),
    Run(),
    erlang:convert_time_unit(erlang:monotonic_time() - Start, native, nanosecond) / 1.0e9.

%% The seconds of a warm run.
warm(Run, Share) -> warm(Run, Share, #runs{}).

warm(Run, Share, Runs) ->
    case is_over(Runs, Share) of
        true -> median(Runs#runs.last);
        false -> warm(Run, Share, add(seconds(Run), Runs))
    end.

%% Prints the first run and a warm one; Scale makes the unit of a run's seconds.
cold_and_warm(Measurement, Unit, Scale, Run) -> cold_and_warm(Measurement, Unit, Scale, Run, 1.0).

cold_and_warm(Measurement, Unit, Scale, Run, Share) ->
    out(Measurement, "cold", seconds(Run) * Scale, Unit),
    out(Measurement, "warm", warm(Run, Share) * Scale, Unit).

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
