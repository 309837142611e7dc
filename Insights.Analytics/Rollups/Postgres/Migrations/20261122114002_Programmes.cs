using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Programmes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "dispute_cohorts",
                schema: "reporting",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    network = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    lag = table.Column<int>(type: "integer", nullable: false),
                    disputes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dispute_cohorts", x => new { x.vendor_id, x.month, x.network, x.lag });
                });

            migrationBuilder.CreateTable(
                name: "network_disputes",
                schema: "reporting",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    network = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    disputes = table.Column<long>(type: "bigint", nullable: false),
                    disputed_minor = table.Column<long>(type: "bigint", nullable: false),
                    fraud_disputes = table.Column<long>(type: "bigint", nullable: false),
                    fraud_disputed_minor = table.Column<long>(type: "bigint", nullable: false),
                    fraud_notices = table.Column<long>(type: "bigint", nullable: false),
                    fraud_notices_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_network_disputes", x => new { x.vendor_id, x.month, x.network, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "network_payments",
                schema: "reporting",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    network = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    payments = table.Column<long>(type: "bigint", nullable: false),
                    payments_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_network_payments", x => new { x.vendor_id, x.month, x.network, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "programme_edits",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    line = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    definition = table.Column<string>(type: "text", nullable: true),
                    saved_at = table.Column<long>(type: "bigint", nullable: false),
                    saved_by = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_edits", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_programme_edits_line_version",
                schema: "reporting",
                table: "programme_edits",
                columns: new[] { "line", "version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dispute_cohorts",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "network_disputes",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "network_payments",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "programme_edits",
                schema: "reporting");
        }
    }
}
