using Xunit;

namespace Insights.Web.Tests.Exports;

public sealed class EqualRenderingsTests
{
    [Fact]
    public void Hold_HandWrittenDocument() => EqualRenderings.Hold(Documents.Hand());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Hold_RandomDocuments(int quarter)
    {
        for (var seed = quarter * 50; seed < (quarter + 1) * 50; seed++)
        {
            try
            {
                EqualRenderings.Hold(Documents.Random(seed));
            }
            catch (Exception error)
            {
                throw new Xunit.Sdk.XunitException($"Seed {seed}: {error.Message}", error);
            }
        }
    }
}
