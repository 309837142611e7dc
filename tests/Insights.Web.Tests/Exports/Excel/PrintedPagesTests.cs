using Insights.Web.Exports.Excel;
using Xunit;

namespace Insights.Web.Tests.Exports.Excel;

public sealed class PrintedPagesTests
{
    // A4 on its side within its margins is 770 × 487 points; filled to 94 % that is 458, 30 rows of 15 points.
    [Theory]
    [InlineData("20 20 20", 700, "20 40")]
    [InlineData("10 10 10 10", 700, "30")]
    [InlineData("5 40 5 5", 700, "5 45")]
    [InlineData("30 1", 700, "30")]
    [InlineData("29 1", 700, "")]
    [InlineData("45", 700, "")]
    // Twice as wide is printed half as large: 61 rows.
    [InlineData("20 20 20 20", 1_540, "60")]
    // A narrow sheet is not printed larger.
    [InlineData("20 20", 100, "20")]
    public void Breaks_KeepEachBlockOnOnePageAndFillPages(string blocks, double width, string breaks)
    {
        var rows = blocks.Split(' ').Select(int.Parse).ToList();
        var starts = rows.Select((_, i) => rows.Take(i).Sum()).ToList();

        Assert.Equal(breaks, string.Join(' ', PrintedPages.Breaks([.. Enumerable.Repeat(15.0, rows.Sum())], starts, width, landscape: true)));
    }

    // Upright: 523 × 734 points, 690 of them filled: 45 rows.
    [Fact]
    public void Breaks_OfAnUprightPage_ComeLater() => Assert.Equal([40], PrintedPages.Breaks([.. Enumerable.Repeat(15.0, 60)], [0, 20, 40], 500, landscape: false));

    // 22 characters and 14: 115.5 + 73.5 points and two rims of 3.75; two columns more of 48 each.
    [Fact]
    public void Width_CountsOwnWidthsAndUsualColumns() => Assert.Equal(292.5, PrintedPages.Width([22, 14], 4));
}
