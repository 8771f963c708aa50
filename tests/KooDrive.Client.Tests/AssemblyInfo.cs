// Tests share two cores with real servers; more at once would only make each of them slower.
[assembly: Xunit.CollectionBehavior(MaxParallelThreads = 4)]
