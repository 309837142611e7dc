namespace Insights.Import.Store.Writing;

/// <summary>What a before-image is of. Numbers are stored: never change one.</summary>
internal static class ImageKind
{
    public const int Transaction = 1;
    public const int Ticket = 2;
    public const int Chargeback = 3;
    public const int TicketEvent = 4;
    public const int ChargebackEvent = 5;
    public const int Vendor = 6;
    public const int Agent = 7;
    public const int Calendar = 8;
    public const int Policy = 9;
    public const int FxRate = 10;

    public static string Name(int kind) => kind switch
    {
        Transaction => "transaction",
        Ticket => "ticket",
        Chargeback => "chargeback",
        TicketEvent => "ticket event",
        ChargebackEvent => "chargeback event",
        Vendor => "vendor",
        Agent => "agent",
        Calendar => "calendar",
        Policy => "policy",
        _ => "exchange rate",
    };
}
