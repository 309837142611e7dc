namespace Insights.Analytics.Queries;

/// <summary>Something in a link that could not be used.</summary>
/// <param name="What">What is wrong: all a program needs to hear, which gets no numbers then. May lack its full stop.</param>
/// <param name="Instead">What a page shows in its place; continues the sentence.</param>
public sealed record FilterProblem(string What, string Instead);
