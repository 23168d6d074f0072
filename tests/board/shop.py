"""What a shop asks of a server while a sale runs."""


def order(server, sale, buyers, sku, qty=1):
    """`qty` units for each buyer; their orders, or the problems why not."""
    orders = [{"key": f"{sale}-{sku}-{buyer}", "sale": sale, "buyer": buyer, "items": [{"sku": sku, "qty": qty}]}
              for buyer in buyers]
    results = server.must("POST", "/v1/orders/batch", {"orders": orders})["results"]
    return [result.get("order") or result["problem"] for result in results]


def pay(server, placed):
    server.must("POST", f"/v1/orders/{placed['order']}/pay", {"payment": "p", "amount": placed["total"]})


def cancel(server, placed):
    server.must("POST", f"/v1/orders/{placed['order']}/cancel")
