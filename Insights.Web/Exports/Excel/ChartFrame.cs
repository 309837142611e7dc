using DocumentFormat.OpenXml;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using Xdr = DocumentFormat.OpenXml.Drawing.Spreadsheet;

namespace Insights.Web.Exports.Excel;

/// <summary>Where a chart lies on its sheet, and what it says to a reader who cannot see it.</summary>
internal static class ChartFrame
{
    public static Xdr.TwoCellAnchor Anchor(PlacedChart placed, uint id, string relation) => new(
        new Xdr.FromMarker(Column(placed.FromColumn), new Xdr.ColumnOffset("0"), Row(placed.FromRow), new Xdr.RowOffset("0")),
        new Xdr.ToMarker(Column(placed.ToColumn), new Xdr.ColumnOffset("0"), Row(placed.ToRow), new Xdr.RowOffset("0")),
        new Xdr.GraphicFrame(
            new Xdr.NonVisualGraphicFrameProperties(
                new Xdr.NonVisualDrawingProperties { Id = id, Name = FormattableString.Invariant($"Chart {id - 1}"), Description = SheetFrame.Printable(placed.AltText), Title = SheetFrame.Printable(placed.Title) },
                new Xdr.NonVisualGraphicFrameDrawingProperties()),
            new Xdr.Transform(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = 0, Cy = 0 }),
            new A.Graphic(new A.GraphicData(new C.ChartReference { Id = relation }) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" }))
        { Macro = "" },
        new Xdr.ClientData())
    { EditAs = Xdr.EditAsValues.OneCell };

    private static Xdr.ColumnId Column(int index) => new(index.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static Xdr.RowId Row(int index) => new(index.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
