using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Undoing;

/// <summary>
/// A row in a before-image: its properties by name, so that a column added later is simply absent from older images. Left out is what the store gives
/// a row itself, and what has a column of its own in the image.
/// </summary>
internal static class RowJson
{
    private static readonly HashSet<string> StoresOwn =
    [
        nameof(IFact.Key), nameof(IFact.VendorId), nameof(IFact.ContentHash), nameof(IFact.FileId), nameof(TicketEvent.TicketHash), nameof(ChargebackEvent.ChargebackHash), "Id",
    ];

    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOut } },
    };

    public static string Write<T>(T row) => JsonSerializer.Serialize(row, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidOperationException("A before-image is empty.");

    private static void LeaveOut(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
            if (StoresOwn.Contains(type.Properties[i].Name))
                type.Properties.RemoveAt(i);
    }
}
